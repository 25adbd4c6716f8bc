import type { Step } from '../wire/contract.ts';

export const STATIONS = ['update', 'step', 'transaction', 'outbox', 'job', 'card', 'delivery'] as const;
export type Stop = {
  station: Step['station'];
  /** The first thing that went well here, or the failure that is still to be made good; null while nothing happened. */
  step: Step | null;
  /** Milliseconds since the way began. */
  after: number | null;
  /** How often it went wrong here. */
  failures: number;
};

/** A turn is noted when it is committed, so at most this long after the moment that its transaction wrote down. */
const NEAR_MS = 15_000;

/** The public numbers of items that the steps speak of, the one that was heard of last first: what goes on with an old one moves nothing. */
export function referencesIn(steps: readonly Step[]): string[] {
  const found = steps.flatMap(({ reference }) => (reference ? [reference] : []));
  return [...new Set(found)].reverse();
}

/** How far an item came. The first two stations know no item: they are those of the turn whose answer names it. */
export function wayOf(reference: string, steps: readonly Step[]): Stop[] {
  const own = steps.filter((step) => step.reference === reference);
  const turn = turnOf(own, steps);
  const update = turn && steps.find((one) => one.station === 'update' && one.updateId === turn.updateId);
  const all = [update, turn, ...own].filter((step): step is Step => step !== undefined && step !== null);
  const began = Math.min(...all.map((step) => Date.parse(step.at)));
  return STATIONS.map((station) => {
    const here = all.filter((step) => step.station === station && step.what !== 'waits_its_turn');
    const last = here.at(-1) ?? null;
    // Something still owed is more than what was done before it.
    const shown = last?.ok ? (here.find(({ ok }) => ok) ?? last) : last;
    return {
      station,
      step: shown,
      after: shown === null ? null : Math.max(0, Date.parse(shown.at) - began),
      failures: here.filter(({ ok }) => !ok).length,
    };
  });
}

/** The first turn of that chat to be committed after the item was written: it is the one that wrote it. */
function turnOf(own: readonly Step[], steps: readonly Step[]): Step | undefined {
  const chatId = own.find((step) => step.station === 'delivery' && step.chatId !== undefined)?.chatId;
  const written = own.find(({ station }) => station === 'transaction');
  if (chatId === undefined || !written) return undefined;
  const from = Date.parse(written.at);
  return steps.find(({ station, what, chatId: chat, at }) => {
    const after = Date.parse(at) - from;
    return station === 'step' && what === 'in_transaction' && chat === chatId && after >= 0 && after <= NEAR_MS;
  });
}
