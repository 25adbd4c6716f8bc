import { listOffersToFinish, listOffersToTell } from '../../../db/queries/offers/left-work.ts';
import { oweMany } from '../../../db/queries/work/outbox.ts';
import { owed } from '../../domain/owed.ts';
import type { Line } from '../../line.ts';

const MOST = 100;

/**
 * Owes once more what was begun and not ended: whoever was to tell many people and was killed is found stranded only after half an hour.
 * What is being done at this moment is done by two then, and told once all the same. For a recurring job; returns how many pieces of work.
 */
export async function oweLeftWork(line: Line): Promise<number> {
  const { read } = line.database;
  const left = [
    ...(await listOffersToTell(read, MOST)).map((offerId) => owed('tell_changes', { offerId })),
    ...(await listOffersToFinish(read, MOST)).map((offerId) => owed('finish', { offerId })),
  ];
  await oweMany(read, left);
  return left.length;
}
