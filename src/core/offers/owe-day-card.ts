import type { Tx } from '../../db/client.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { localParts } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';

/** Changes of half a minute make one update of the card. */
const TOGETHER_MS = 30_000;

/** The offer's card of today is to be brought up to date. */
export async function oweDayCard(tx: Tx, line: Line, offerId: string): Promise<void> {
  const now = line.now();
  const { day } = localParts(now);
  const runAt = new Date(now.getTime() + TOGETHER_MS);
  await owe(tx, 'offer_day', { offerId, day }, runAt);
}
