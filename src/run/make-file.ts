import type { MakeFile } from '../bots/telegram/make-files.ts';
import { firstStart, lastEnd, textFor } from '../core/domain/offers/offer.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { readFactsOf } from '../core/offers/offer-facts.ts';
import { openDetails } from '../core/trainings/details.ts';
import { readItem } from '../db/queries/items/items.ts';
import { listAttended } from '../db/queries/offers/attendance.ts';
import { readCertificate } from '../db/queries/offers/certificates.ts';
import { listSessions, readOffer } from '../db/queries/offers/offers.ts';
import { type RegistrationRow, readRegistration } from '../db/queries/offers/registrations.ts';

const HOUR_MS = 3_600_000;
/** A longer session is a stretch of weeks, whose hours nobody counted. */
const LONGEST_MEETING_HOURS = 24;

/** Makes what a resident gets as a file, from what stands in the database at that moment. `sample`: nobody is real here. */
export function makeFile(line: Line, texts: Texts, sample: boolean): MakeFile {
  return async ({ kind, registrationId }, reader) => {
    const row = await readRegistration(line.database.read, registrationId);
    const offer = row && (await readOffer(line.database.read, row.offerId));
    if (!row || !offer) return null;
    const facts = await readFactsOf(line.database.read, offer);
    const language = reader.language;
    const text = textFor(facts.texts, language, reader.secondLanguage)?.text;
    const { title, place, description } = text ?? { title: facts.code, place: '', description: '' };
    if (kind === 'calendar') {
      const { makeCalendar } = await import('../files/calendar.ts');
      const cancelled = offer.status === 'cancelled' || row.status === 'cancelled' || row.status === 'lapsed';
      const { promiseVersion: sequence, sessions } = facts;
      const made = { uid: row.id, sequence, title, place, description, sessions, madeAt: line.now(), cancelled };
      return Buffer.from(makeCalendar(made), 'utf8');
    }
    const holder = await readHolder(line, row);
    const [from, to] = [firstStart(facts), lastEnd(facts)];
    if (!holder || !from || !to) return null;
    const { makeCertificate } = await import('../files/certificate.ts');
    const { name, code, issuedAt, sessions } = holder;
    const hours = hoursOf(facts.sessions.filter(({ id }) => sessions.includes(id)));
    const { agency } = facts;
    return makeCertificate(texts, {
      ...{ language, secondLanguage: reader.secondLanguage, name, title, place, from, to, hours },
      ...{ agency, issuedAt, code, sample },
    });
  };
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
