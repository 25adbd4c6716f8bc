import { randomUUID } from 'node:crypto';
import { type CardRow, insertCard, leaseCard, readLiveCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import { type Placed, withTs } from './slack-ts.ts';

/** Longer than two calls to Slack with their time-outs. After a crash nobody waits for it: a dead worker holds nothing. */
export const LEASE_MS = 30_000;

export type HeldCard = Placed<CardRow> & { postingUntil: Date };

/** A row whose lease is ours, as the bots work with it. Null stays null: it was lost. */
export const heldCard = (line: Line, row: CardRow | null): HeldCard | null => row && (withTs(line, row) as HeldCard);

export const leaseEnd = (line: Line): Date => new Date(line.now().getTime() + LEASE_MS);

export const holdOf = (line: Line): { until: Date; by: string | null } => ({
  until: leaseEnd(line),
  by: line.database.worker.id,
});

/** Takes the one live card of an item for this worker alone, and starts one in `channel` when there is none. */
export async function takeCard(line: Line, itemId: string, channel: string): Promise<HeldCard | 'busy'> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    if (!(await readLiveCard(tx, itemId))) await insertCard(tx, { id: randomUUID(), itemId, channel, createdAt: now });
    const live = await readLiveCard(tx, itemId);
    return heldCard(line, live && (await leaseCard(tx, live.id, now, holdOf(line)))) ?? 'busy';
  });
}
