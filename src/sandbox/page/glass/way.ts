import type { Step } from '../wire/contract.ts';

export const STATIONS = ['update', 'step', 'transaction', 'outbox', 'job', 'card', 'delivery'] as const;
export type Stop = {
  station: Step['station'];
  /** The last thing that happened here; null while nothing did. */
  step: Step | null;
  /** Milliseconds since the way began. */
  after: number | null;
  /** How often it went wrong here. */
  failures: number;
};

/** A turn and the message that names its item are this close. */
const NEAR_MS = 15_000;

/** The public numbers of items that the steps speak of, newest first. */
export function referencesIn(steps: readonly Step[]): string[] {
  const found = steps.flatMap(({ reference }) => (reference ? [reference] : []));
  return [...new Set(found.reverse())];
}

/** How far an item came. The first two stations know no item: they are those of the turn whose answer names it. */
export function wayOf(reference: string, steps: readonly Step[]): Stop[] {
  const own = steps.filter((step) => step.reference === reference);
  const turn = turnOf(own, steps);
  const update = turn && steps.find((one) => one.station === 'update' && one.updateId === turn.updateId);
  const all = [update, turn, ...own].filter((step): step is Step => step !== undefined && step !== null);
  const began = Math.min(...all.map((step) => Date.parse(step.at)));
  return STATIONS.map((station) => {
    const here = all.filter((step) => step.station === station);
    const first = here.find(({ ok }) => ok) ?? here.at(-1) ?? null;
    return {
      station,
      step: first,
      after: first === null ? null : Math.max(0, Date.parse(first.at) - began),
      failures: here.filter(({ ok }) => !ok).length,
    };
  });
}

function turnOf(own: readonly Step[], steps: readonly Step[]): Step | undefined {
  const said = own.find(({ station, chatId }) => station === 'delivery' && chatId !== undefined);
  if (!said) return undefined;
  const at = Date.parse(said.at);
  return steps.findLast(
    (step) =>
      step.station === 'step' &&
      step.chatId === said.chatId &&
      Date.parse(step.at) <= at + NEAR_MS &&
      Date.parse(step.at) >= at - NEAR_MS &&
      step.what === 'in_transaction' &&
      Date.parse(step.at) <= latestStart(own),
  );
}

/** A turn is noted when it is committed; what it owes is handed on a little later, never long before. */
const latestStart = (own: readonly Step[]): number =>
  Math.min(
    ...own.filter(({ station }) => station === 'outbox').map(({ at }) => Date.parse(at)),
    Number.MAX_SAFE_INTEGER,
  ) + 2_000;
