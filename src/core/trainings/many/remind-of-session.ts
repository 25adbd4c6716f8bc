import { readOffer } from '../../../db/queries/offers/offers.ts';
import { listUnreminded, type Participant } from '../../../db/queries/offers/participants.ts';
import { noteReminded, readSessionAhead } from '../../../db/queries/offers/reminders.ts';
import { dueReminder } from '../../domain/offers/reminder.ts';
import type { Line } from '../../line.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { sayToMany } from '../../residents/say-to-many.ts';
import { openParticipant } from '../open-participant.ts';
import { sayReminder } from '../say-between.ts';

const BATCH = 200;

/**
 * Reminds the next participants of a session, a transaction a call: that they were and what they are told stand together. Looks again
 * whether it is still due. Returns where in the line to go on, or null when nobody is left; begun anew from 0, nobody is told twice.
 */
export async function remindOfSession(
  line: Line,
  sessionId: string,
  kind: string,
  after: number,
): Promise<number | null> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const session = await readSessionAhead(tx, sessionId);
    const due = session && dueReminder(session.startsAt, session.previousEnd, now);
    const offer = session && (await readOffer(tx, session.offerId));
    if (!session || !offer || due?.kind !== kind) return null;
    const facts = await readFactsOf(tx, offer);
    const people = await listUnreminded(tx, { offerId: offer.id, sessionId, ...due }, after, BATCH);
    const ids = people.map(({ id }) => id);
    const mine = await noteReminded(tx, { sessionId, ...due }, ids, now);
    const tell = async (row: Participant) => {
      const { reader, ...person } = await openParticipant(tx, line, row);
      const say = sayReminder(facts, reader, row.id, sessionId, due.kind);
      return { ...person, kind: 'notice' as const, say, until: session.startsAt };
    };
    await sayToMany(tx, line, await Promise.all(people.filter(({ id }) => mine.has(id)).map(tell)));
    return people.length < BATCH ? null : (people.at(-1)?.lineNumber ?? null);
  });
}
