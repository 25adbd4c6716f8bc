import { readItem } from '../../db/queries/items/items.ts';
import { listAttended } from '../../db/queries/offers/attendance.ts';
import { readCertificate } from '../../db/queries/offers/certificates.ts';
import { listSessions, readOffer } from '../../db/queries/offers/offers.ts';
import { type RegistrationRow, readRegistration } from '../../db/queries/offers/registrations.ts';
import type { Language } from '../domain/codes.ts';
import { firstStart, lastEnd, placeFor, textFor, townOf } from '../domain/offers/offer.ts';
import type { OfRegistration } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { openDetails } from './details.ts';

const HOUR_MS = 3_600_000;
/** A longer session is a stretch of weeks, whose hours nobody counted. */
const LONGEST_MEETING_HOURS = 24;

/** What a file of a registration says, in its resident's language, from what stands in the database at this moment; null where there is nothing to make it of. */
export async function readResidentFile(
  line: Line,
  { kind, registrationId }: OfRegistration,
  reader: { language: Language; secondLanguage: Language | null },
) {
  const row = await readRegistration(line.database.read, registrationId);
  const offer = row && (await readOffer(line.database.read, row.offerId));
  if (!row || !offer) return null;
  const facts = await readFactsOf(line.database.read, offer);
  const text = textFor(facts.texts, reader.language, reader.secondLanguage)?.text;
  const { title, description } = text ?? { title: facts.code, description: '' };
  // The words for a municipality are the file's own.
  const place = { text: placeFor(facts.texts, reader.language, reader.secondLanguage), town: townOf(facts) };
  if (kind === 'calendar') {
    const cancelled = offer.status === 'cancelled' || row.status === 'cancelled' || row.status === 'lapsed';
    const { promiseVersion: sequence, sessions } = facts;
    return { kind, uid: row.id, sequence, title, place, description, sessions, madeAt: line.now(), cancelled };
  }
  const holder = await readHolder(line, row);
  const [from, to] = [firstStart(facts), lastEnd(facts)];
  if (!holder || !from || !to) return null;
  const { name, code, issuedAt, sessions } = holder;
  const hours = hoursOf(facts.sessions.filter(({ id }) => sessions.includes(id)));
  return { kind, name, title, place, from, to, hours, agency: facts.agency, issuedAt, code };
}

/** Null without a certificate, or when their words were destroyed. A name that was only spoken is a line to write on. */
async function readHolder(line: Line, row: RegistrationRow) {
  const { read } = line.database;
  const certificate = await readCertificate(read, row.id);
  const item = await readItem(read, row.itemId);
  const details = openDetails(item?.keyId ? await line.keyring.key(read, item.keyId) : null, row);
  if (!certificate || !details) return null;
  const attended = await listAttended(
    read,
    (await listSessions(read, row.offerId)).map(({ id }) => id),
  );
  const { code, issuedAt } = certificate;
  return { name: details.name ?? '', code, issuedAt, sessions: attended.get(row.id) ?? [] };
}

/** Of the meetings they were at. */
function hoursOf(sessions: { startsAt: Date; endsAt: Date }[]): number | null {
  const hours = sessions.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / HOUR_MS);
  if (hours.some((each) => each > LONGEST_MEETING_HOURS)) return null;
  return Math.round(hours.reduce((sum, each) => sum + each, 0));
}
