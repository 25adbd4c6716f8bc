import { listSessions } from '../../../db/queries/offers/offers.ts';
import { countHiddenPlaces, listSeatedParticipants } from '../../../db/queries/reports/offer-reports.ts';
import { writtenAs } from '../../domain/language.ts';
import type { TextLanguage } from '../../domain/languages.ts';
import { type OfferFacts, placeFor, textFor, townOf } from '../../domain/offers/offer.ts';
import { refuse } from '../../domain/result.ts';
import { factsOf } from '../../offers/offer-facts.ts';
import type { ReportOf } from '../../reports/report.ts';
import { codes, text } from '../../reports/table.ts';
import { openAllDetails } from './open-details.ts';

/** Where nothing is said of what it is taught in. */
const SOURCE: TextLanguage = 'en';

const COLUMNS = [text('name', '#contact+name'), text('reference', '#meta+id'), codes('needs', '#need', 'sheet:need.')];

/** Those that it is taught in, as far as the line has words of them. */
const languagesOf = ({ teachingLanguages }: OfferFacts): readonly [TextLanguage, ...TextLanguage[]] => {
  const [first = SOURCE, ...others] = teachingLanguages.flatMap((one) => writtenAs(one) ?? []);
  return [first, ...others];
};

/**
 * Everyone with a seat in an offer, for the trainer: the sheet that they sign. Without a name: they did not agree that the organiser gets
 * it, and sign beside their number. `unseen`: seats that are not on it, of hidden items, for whoever makes it. The sheet lies on a table.
 */
export const attendance = {
  name: 'attendance',
  rule: 'export',
  ruleAtOffer: 'run_offers',
  holds: 'signatures',
  of: 'offer',
  unfit: (kind) => (kind === 'grant_call' ? refuse('not_for_grants') : null),
  read: async (line, offer) => {
    const { read } = line.database;
    const sessions = await listSessions(read, offer.id);
    const facts = factsOf(offer, sessions);
    const people = await listSeatedParticipants(read, offer.id);
    const opened = await openAllDetails(line, people);
    const languages = languagesOf(facts);
    const written = textFor(facts.texts, languages[0], null)?.text;
    return {
      head: {
        languages,
        title: written?.title ?? offer.code,
        code: offer.code,
        place: placeFor(facts.texts, languages[0], null),
        town: townOf(facts),
        sessions: sessions.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
        madeAt: line.now(),
      },
      columns: COLUMNS,
      rows: people.map(({ id, reference, share }) => [
        (share && opened.get(id)?.name) || null,
        reference,
        opened.get(id)?.needs ?? [],
      ]),
      unseen: await countHiddenPlaces(read, offer.id, ['seated']),
    };
  },
} as const satisfies ReportOf<'offer'>;
