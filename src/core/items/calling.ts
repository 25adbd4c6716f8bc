import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { dropUrgent, owe, oweMany } from '../../db/queries/work/outbox.ts';
import { dropSaid } from '../../db/queries/work/slack-posts.ts';
import { AFTER_OPENING, type Call, callsForHelp, isInDanger, unopenedMinutes } from '../domain/danger.ts';
import { type OwedWork, owed } from '../domain/owed.ts';
import type { Line } from '../line.ts';

type Item = Parameters<typeof callsForHelp>[0];

/** One calling about one item: what was posted for it is known by this again. */
export type OwedCall = { itemId: string; calling: string; call: Call };

export const CALL_TOPICS = ['danger_call', 'danger_post', 'danger_tell'] as const;

export const owedCall = ({ itemId, calling, call }: OwedCall, runAt?: Date): OwedWork =>
  owed('danger_call', { itemId, calling, stage: call.stage, round: String(call.round) }, runAt);

const inMinutes = (line: Line, minutes: number): Date => new Date(line.now().getTime() + minutes * 60_000);

/**
 * Calls from now on, in the caller's transaction. The moment it runs from lies in these rows alone, never with the item, and goes with
 * them.
 */
export async function startCalling(tx: Tx, line: Line, itemId: string): Promise<void> {
  const calling = randomUUID();
  const { danger } = (await line.settings(tx)).firstAnswerHours;
  await oweMany(tx, [
    owedCall({ itemId, calling, call: { stage: 'at_once', round: 1 } }),
    owedCall({ itemId, calling, call: { stage: 'unopened', round: 1 } }, inMinutes(line, unopenedMinutes(danger))),
  ]);
}

/** Nobody need be called any more; what is known of the posts goes too. */
async function stopCalling(tx: Tx, itemId: string): Promise<void> {
  await dropUrgent(tx, CALL_TOPICS, itemId);
  await dropSaid(tx, { itemId });
}

/** Somebody pressed Open: from now on the calling waits for who takes it. The caller holds the item's row. */
export async function openedInDanger(tx: Tx, line: Line, itemId: string): Promise<void> {
  await dropUrgent(tx, ['danger_call'], itemId, 'unopened');
  const { call, afterMinutes } = AFTER_OPENING;
  await oweMany(tx, [owedCall({ itemId, calling: randomUUID(), call }, inMinutes(line, afterMinutes))]);
}

/** After every change of an item: begins and ends the calling. `before` null: the item is new. */
export async function followDanger(
  tx: Tx,
  line: Line,
  itemId: string,
  before: Item | null,
  after: Item,
): Promise<void> {
  if (!isInDanger(after) && (before === null || !isInDanger(before))) return;
  const called = before !== null && callsForHelp(before);
  if (called && !callsForHelp(after)) await stopCalling(tx, itemId);
  if (called || !callsForHelp(after)) return;
  await startCalling(tx, line, itemId);
  await owe(tx, 'urgent_card', { itemId });
}
