import type { Tx } from '../../../db/client.ts';
import { listAttended } from '../../../db/queries/offers/attendance.ts';
import { lockOffer } from '../../../db/queries/offers/offers.ts';
import {
  listLateCertificates,
  listUnfinished,
  noteFinished,
  type Participant,
} from '../../../db/queries/offers/participants.ts';
import { sessionsNeeded } from '../../domain/offers/attendance.ts';
import type { OfferFacts, Reader } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import type { Line } from '../../line.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { sayToMany } from '../../residents/say-to-many.ts';
import { issueCertificates } from '../certificates/issue-certificates.ts';
import { openParticipant } from '../open-participant.ts';
import { sayFinished, sayLateCertificate } from '../say-afterwards.ts';

const BATCH = 200;

/**
 * Sends the next people of a finished offer what comes after it: the certificate for who was at enough sessions, a kind word for who was
 * not, and the first of three questions for all; then certificates that became due since, because staff put the attendance right. A
 * transaction a call, under the offer's lock; a call more sends nobody anything twice. Returns whether somebody is left.
 */
export async function finishParticipants(line: Line, offerId: string): Promise<boolean> {
  return line.database.transaction(async (tx) => {
    const offer = await lockOffer(tx, offerId);
    if (offer?.status !== 'finished') return false;
    const facts = await readFactsOf(tx, offer);
    // Who finishes early does not count against people what never was.
    const held = facts.sessions.filter(({ startsAt }) => startsAt <= line.now()).map(({ id }) => id);
    const needed = sessionsNeeded(held.length, (await line.settings(tx)).certificateShare);
    const people = await listUnfinished(tx, offerId, BATCH);
    if (people.length > 0) {
      await finish(tx, line, facts, people, { held, needed });
      return true;
    }
    if (!Number.isFinite(needed)) return false;
    const late = await listLateCertificates(tx, offerId, held, needed, BATCH);
    await giveLate(tx, line, facts, late);
    return late.length === BATCH;
  });
}

async function finish(
  tx: Tx,
  line: Line,
  facts: OfferFacts,
  people: Participant[],
  { held, needed }: { held: string[]; needed: number },
): Promise<void> {
  const attended = await listAttended(tx, held);
  const enough = people.filter(({ id }) => (attended.get(id)?.length ?? 0) >= needed).map(({ id }) => id);
  const codes = await issueCertificates(tx, enough, line.now());
  await noteFinished(
    tx,
    people.map(({ id }) => id),
    line.now(),
  );
  await tell(tx, line, people, (reader, { id }) => sayFinished(facts, reader, id, codes.get(id) ?? null));
}

async function giveLate(tx: Tx, line: Line, facts: OfferFacts, people: Participant[]): Promise<void> {
  const codes = await issueCertificates(
    tx,
    people.map(({ id }) => id),
    line.now(),
  );
  await tell(tx, line, people, (reader, { id }) => sayLateCertificate(facts, reader, id, codes.get(id) as string));
}

async function tell(
  tx: Tx,
  line: Line,
  people: Participant[],
  sayTo: (reader: Reader, row: Participant) => Say[],
): Promise<void> {
  const told = people.map(async (row) => {
    const { reader, ...person } = await openParticipant(tx, line, row);
    return { ...person, kind: 'notice' as const, say: sayTo(reader, row) };
  });
  await sayToMany(tx, line, await Promise.all(told));
}
