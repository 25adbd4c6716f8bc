import { reviveBlockedDeliveries } from '../../../db/queries/residents/deliveries.ts';
import { dayOf } from '../../domain/time/moments.ts';
import { oweTakeBack } from '../../residents/bubbles.ts';
import { type Answer, isKnown, type Visit } from '../../turn/visit.ts';

/** Nothing is sent to somebody who blocked the bot until they come back; what waits is kept. */
export async function markBlocked(visit: Visit): Promise<Answer> {
  visit.changes.blockedAt = dayOf(visit.line.now());
  return { say: [] };
}

/** They are back: what could not be said while they were away is said now. */
export async function reviveDeliveries(visit: Visit): Promise<Answer> {
  visit.changes.blockedAt = null;
  const { tx, resident } = visit;
  // Before consent nothing is promised.
  if (!isKnown(visit)) return { say: [] };
  await reviveBlockedDeliveries(tx, resident.id);
  // With it, what could not be taken back meanwhile.
  await oweTakeBack(tx, resident.id);
  return { say: [{ lines: [{ key: 'help:welcome_back' }] }] };
}
