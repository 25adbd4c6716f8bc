import { countHiddenPlaces, listSharingParticipants } from '../../db/queries/reports/offer-reports.ts';
import { localParts } from '../domain/local-time.ts';
import type { OwnQuestion } from '../domain/offers/offer.ts';
import type { Line } from '../line.ts';
import { openAllDetails } from './open-details.ts';

export type ReportTable = { columns: (readonly [name: string, hxl: string])[]; rows: string[][] };

const COLUMNS = [
  ['reference', '#meta+id'],
  ['status', '#status'],
  ['name', '#contact+name'],
  ['phone', '#contact+phone'],
  ['needs', '#need'],
  ['attended_sessions', '#reached+attended+num'],
  ['attended_days', '#date+attended'],
] as const;

/**
 * Participants of an offer who agreed to share their name and phone, for its organiser; then a column for each of its own questions.
 * `unseen`: how many places are not in it because their item is hidden, which goes beside the file and not into it.
 * Who was forgotten, or whose words were destroyed, is there without them. A name that was only spoken is empty.
 */
export async function participants(
  line: Line,
  offer: { id: string; questions: readonly OwnQuestion[] },
): Promise<ReportTable & { unseen: number }> {
  const { read } = line.database;
  const people = await listSharingParticipants(read, offer.id);
  const opened = await openAllDetails(line, people);
  const rows = people.map((person) => {
    const details = opened.get(person.id);
    const days = person.attended.map((startsAt) => localParts(new Date(startsAt)).day);
    return [
      ...[person.reference, person.status, details?.name ?? '', details?.phone ?? '', details?.needs.join(';') ?? ''],
      ...[String(days.length), [...new Set(days)].join(';')],
      ...offer.questions.map(({ key }) => String(details?.own[key] ?? '')),
    ];
  });
  const own = offer.questions.map(({ key }) => [`answer_${key}`, `#response+${key}`] as const);
  const unseen = await countHiddenPlaces(read, offer.id, ['seated', 'offered', 'waiting']);
  return { columns: [...COLUMNS, ...own], rows, unseen };
}
