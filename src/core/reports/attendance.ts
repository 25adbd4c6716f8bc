import { listSessions, type OfferRow } from '../../db/queries/offers/offers.ts';
import { countHiddenPlaces, listSeatedParticipants } from '../../db/queries/reports/offer-reports.ts';
import { type TeachingLanguage, type TextLanguage, textFor } from '../domain/offers/offer.ts';
import type { Line } from '../line.ts';
import { factsOf } from '../offers/offer-facts.ts';
import { openAllDetails } from './open-details.ts';

/** What the sheet that participants sign is made of. */
export type Attendance = {
  title: string;
  code: string;
  place: string;
  sessions: { startsAt: Date; endsAt: Date }[];
  /** Without a name: they did not agree that the organiser gets it, and sign beside their number. */
  participants: { name: string | null; reference: string; needs: string[] }[];
  /** Seats that are not on it, of hidden items: for whoever makes it. The sheet lies on a table. */
  unseen: number;
  madeAt: Date;
};

const WRITTEN = { sq: 'sq', sr: 'sr-Latn', rom: 'rom', en: 'en' } as const satisfies Record<
  TeachingLanguage,
  TextLanguage
>;

/** Everyone with a seat in an offer, for the trainer. Names stand in it: for leads alone. */
export async function attendance(line: Line, offer: OfferRow): Promise<Attendance> {
  const { read } = line.database;
  const sessions = await listSessions(read, offer.id);
  const facts = factsOf(offer, sessions);
  const people = await listSeatedParticipants(read, offer.id);
  const opened = await openAllDetails(line, people);
  const text = textFor(facts.texts, WRITTEN[facts.teachingLanguages[0] ?? 'en'], null)?.text;
  return {
    title: text?.title ?? offer.code,
    code: offer.code,
    place: text?.place ?? '',
    sessions: sessions.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
    participants: people.map(({ id, reference, share }) => ({
      name: (share && opened.get(id)?.name) || null,
      reference,
      needs: opened.get(id)?.needs ?? [],
    })),
    unseen: await countHiddenPlaces(read, offer.id, ['seated']),
    madeAt: line.now(),
  };
}
