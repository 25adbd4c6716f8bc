import { EventEmitter } from 'node:events';
import type { DoneTurn } from '../../core/channel/take-arrival.ts';
import type { JobResult } from '../../core/domain/work/job-result.ts';
import type { Line } from '../../core/line.ts';
import { listItemEvents } from '../../db/queries/items/events.ts';
import { type ItemRow, readItem } from '../../db/queries/items/items.ts';
import type { OutboxRow } from '../../db/queries/work/outbox.ts';
import type { Step } from '../page/wire/contract.ts';
import type { StandIns } from './keep-sandbox.ts';
import { stepsOfStandIns } from './steps-of-stand-ins.ts';

const MOST = 500;

export type Steps = {
  /** The last ones, oldest first. */
  all(): Step[];
  onStep(listener: (step: Step) => void): () => void;
  turn(turn: DoneTurn): void;
  queued(line: Line, rows: readonly OutboxRow[]): void;
  worked(line: Line, row: OutboxRow, result: JobResult, ms: number): void;
  /** Listens to these stand-ins from now on. */
  hear(standIns: StandIns): void;
  /** Forgets what happened so far. */
  clear(): void;
};

/** An item's way through the sandbox: ids and codes alone, in memory alone. `aheadMs`: how far the line's clock was moved. */
export function makeSteps(aheadMs: () => number): Steps {
  const heard = new EventEmitter().setMaxListeners(0);
  let steps: Step[] = [];
  let told = Promise.resolve();
  const note = (step: Step): void => {
    steps = [...steps, step].slice(-MOST);
    heard.emit('step', step);
  };
  /** What must be asked for first is noted in the order in which it happened. */
  const noteLater = (make: () => Promise<Step[]>): void => {
    told = told.then(async () => {
      // A line that is being restarted cannot be asked; then this step is not shown.
      for (const step of await make().catch(() => [])) note(step);
    });
  };
  const shown: Shown = new Map();
  let stopHearing = () => {};
  return {
    all: () => steps,
    onStep: (listener) => {
      heard.on('step', listener);
      return () => void heard.off('step', listener);
    },
    turn: ({ arrival, address, plain, ms }) => {
      const [updateId, chatId] = [Number(arrival), Number(address.text)];
      note({ at: now(), station: 'step', what: plain ? 'saved' : 'in_transaction', updateId, chatId, ms, ok: true });
    },
    queued: (line, rows) => {
      const at = now();
      for (const row of rows) noteLater(() => stepsOfQueued(line, row, at, aheadMs(), shown));
    },
    worked: (line, row, result, ms) => {
      const at = now();
      noteLater(async () => [
        { at, station: 'job', ...outcome(result), ms, ...aboutRow(row, await itemOf(line, row)) },
      ]);
    },
    hear: (standIns) => {
      stopHearing();
      stopHearing = stepsOfStandIns(standIns, (step) => note({ at: now(), ...step }));
    },
    clear: () => {
      steps = [];
      shown.clear();
    },
  };
}

/** The last fact of each item that was shown. */
type Shown = Map<string, number>;

const now = (): string => new Date().toISOString();

/** Another worker has it: nothing failed, it waits its turn. */
const BUSY = new Set(['busy', 'card_busy']);

const outcome = (result: JobResult): Pick<Step, 'what' | 'ok' | 'reason'> =>
  result.kind === 'retry' && BUSY.has(result.reason) ? { what: 'waits_its_turn', ok: true } : ended(result);

const ended = (result: JobResult): Pick<Step, 'what' | 'ok' | 'reason'> => ({
  what: result.kind,
  ok: result.kind === 'done',
  ...(result.kind !== 'done' && { reason: result.reason }),
});

/**
 * What is queued, after the facts about its item that were not shown yet, each with the moment of its transaction. What an anonymous
 * item keeps of a moment is the hour, which says nothing of its way: then it is the moment at which it was queued.
 */
async function stepsOfQueued(line: Line, row: OutboxRow, at: string, aheadMs: number, shown: Shown): Promise<Step[]> {
  const item = await itemOf(line, row);
  const about = aboutRow(row, item);
  const queued: Step = { at, station: 'outbox', what: 'queued', ok: true, ...about };
  if (!about.itemId) return [queued];
  const before = shown.get(about.itemId) ?? 0;
  const facts = (await listItemEvents(line.database.read, about.itemId)).filter(({ id }) => id > before);
  shown.set(about.itemId, Math.max(before, ...facts.map(({ id }) => id)));
  const written = (fact: Date): string => (item?.anonymous ? at : new Date(fact.getTime() - aheadMs).toISOString());
  return [
    ...facts.map(
      (fact): Step => ({
        at: written(fact.at),
        station: 'transaction',
        what: fact.kind,
        ok: true,
        ...about,
      }),
    ),
    queued,
  ];
}

const itemIdOf = (row: OutboxRow): string | undefined => (row.payload as { itemId?: string }).itemId;

async function itemOf(line: Line, row: OutboxRow): Promise<ItemRow | null> {
  const itemId = itemIdOf(row);
  return itemId === undefined ? null : await readItem(line.database.read, itemId);
}

function aboutRow(row: OutboxRow, item: ItemRow | null): Pick<Step, 'outboxId' | 'topic' | 'itemId' | 'reference'> {
  const itemId = itemIdOf(row);
  return {
    outboxId: String(row.id),
    topic: row.topic,
    ...(itemId !== undefined && { itemId }),
    ...(item && { reference: item.reference }),
  };
}
