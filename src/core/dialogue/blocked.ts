import { reviveBlockedDeliveries } from '../../db/queries/deliveries.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { dayOf } from '../domain/moments.ts';
import { oweTakeBack } from '../residents/bubbles.ts';
import { type Answer, isKnown, type Visit } from './visit.ts';

/** Nothing is sent to somebody who blocked the bot until they come back; what waits is kept. */
export async function markBlocked(visit: Visit): Promise<Answer> {
  visit.changes.blockedAt = dayOf(visit.line.now());
  return { say: [], dialogue: visit.dialogue };
}

/** They are back: what could not be said while they were away is said now. */
export async function reviveDeliveries(visit: Visit): Promise<Answer> {
  visit.changes.blockedAt = null;
  const residentId = visit.resident.id;
  // What could not be taken back meanwhile.
  if (isKnown(visit)) await oweTakeBack(visit.tx, residentId);
  const revived = await reviveBlockedDeliveries(visit.tx, residentId);
  if (revived > 0)
    await enqueue(visit.tx, { topic: 'resident', payload: { residentId }, mergeKey: `resident:${residentId}` });
  return { say: isKnown(visit) ? [{ lines: [{ key: 'help:welcome_back' }] }] : [], dialogue: visit.dialogue };
}
