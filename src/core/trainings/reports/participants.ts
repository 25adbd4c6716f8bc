import { countHiddenPlaces, listSharingParticipants } from '../../../db/queries/reports/offer-reports.ts';
import { refuse } from '../../domain/result.ts';
import { localParts } from '../../domain/time/local-time.ts';
import type { ReportOf } from '../../reports/report.ts';
import { code, codes, days, number, text } from '../../reports/table.ts';
import { openAllDetails } from './open-details.ts';

const COLUMNS = [
  text('reference', '#meta+id'),
  code('status', '#status', 'staff-offers:place.'),
  text('name', '#contact+name'),
  text('phone', '#contact+phone'),
  codes('needs', '#need', 'staff-offers:need.'),
  number('attended_sessions', '#reached+attended+num'),
  days('attended_days', '#meta+days+attended'),
];

/**
 * Participants of an offer who agreed to share their name and phone, for its organiser; then a column for each of its own questions.
 * `unseen`: how many places are not in it because their item is hidden, which goes beside the file and not into it.
 * Who was forgotten, or whose words were destroyed, is there without them. A name that was only spoken is empty.
 */
export const participants = {
  name: 'participants',
  rule: 'export',
  holds: 'rows',
  of: 'offer',
  unfit: (kind) => (kind === 'grant_call' ? refuse('not_for_grants') : null),
  read: async (line, offer) => {
    const { read } = line.database;
    const people = await listSharingParticipants(read, offer.id);
    const opened = await openAllDetails(line, people);
    const rows = people.map((person) => {
      const details = opened.get(person.id);
      const attended = person.attended.map((startsAt) => localParts(new Date(startsAt)).day);
      return [
        ...[person.reference, person.status, details?.name ?? null, details?.phone ?? null, details?.needs ?? null],
        ...[attended.length, [...new Set(attended)]],
        ...offer.questions.map(({ key }) => String(details?.own[key] ?? '')),
      ];
    });
    const own = offer.questions.map(({ key, texts }) => ({
      ...text(`answer_${key}`, `#response+${key}`),
      titles: texts,
    }));
    const unseen = await countHiddenPlaces(read, offer.id, ['seated', 'offered', 'waiting']);
    return { columns: [...COLUMNS, ...own], rows, unseen };
  },
} as const satisfies ReportOf<'offer'>;
