import type { Update } from 'grammy/types';

/** A database that is away comes back within this or the others fail too. */
const GIVE_UP_AFTER_MS = 120_000;

/**
 * Keeps which updates were handled though an earlier one was not: Telegram confirms only "everything before". Without it one update that
 * can never be handled would stop the line for everybody, and each retry would repeat what was done.
 */
export function makeUnconfirmed(now: () => Date) {
  const handled = new Set<number>();
  const failing = new Map<number, { since: number; othersWork: boolean }>();
  let offset = 0;

  const moveOn = (updates: Update[]) => {
    const open = updates.find((update) => !handled.has(update.update_id));
    const last = updates.at(-1);
    offset = open?.update_id ?? (last ? last.update_id + 1 : offset);
    for (const id of handled) if (id < offset) handled.delete(id);
  };
  return {
    /** For the next call: confirms every update before it. */
    offset: () => offset,
    due: (updates: Update[]): Update[] => updates.filter((update) => !handled.has(update.update_id)),
    /** After a round: `updates` were there and `failed` of them were not handled. Gives the one to give up, which then counts as handled. */
    settle(updates: Update[], failed: Update[]): Update | undefined {
      const failedIds = new Set(failed.map((update) => update.update_id));
      const worked = updates.filter(({ update_id: id }) => !handled.has(id) && !failedIds.has(id));
      for (const { update_id: id } of worked) {
        handled.add(id);
        failing.delete(id);
      }
      for (const id of failedIds) {
        const known = failing.get(id) ?? { since: now().getTime(), othersWork: false };
        failing.set(id, { ...known, othersWork: known.othersWork || worked.length > 0 });
      }
      // Only the first: those behind it in its chat failed because of it, and get their own time.
      const [first] = failed;
      const about = first && failing.get(first.update_id);
      const hopeless = about?.othersWork && now().getTime() - about.since >= GIVE_UP_AFTER_MS ? first : undefined;
      if (hopeless) {
        handled.add(hopeless.update_id);
        failing.clear();
      }
      moveOn(updates);
      return hopeless;
    },
  };
}
