import { listOffersToFinish, listOffersToTell } from '../../db/queries/left-work.ts';
import { enqueueMany } from '../../db/queries/outbox.ts';
import type { Line } from '../line.ts';

const MOST = 100;

/**
 * Owes once more what was begun and not ended: whoever was to tell many people and was killed is found stranded only after half an hour.
 * What is being done at this moment is done by two then, and told once all the same. For a recurring job; returns how many pieces of work.
 */
export async function oweLeftWork(line: Line): Promise<number> {
  const { read } = line.database;
  const owed = [
    ...(await listOffersToTell(read, MOST)).map((offerId) => ({ work: 'tell_changes', offerId })),
    ...(await listOffersToFinish(read, MOST)).map((offerId) => ({ work: 'finish', offerId })),
  ];
  await enqueueMany(
    read,
    owed.map((payload) => ({ topic: 'bulk', payload, mergeKey: `${payload.work}:${payload.offerId}` })),
  );
  return owed.length;
}
