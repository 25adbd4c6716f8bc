import { readEnquiryOf } from '../../../db/queries/offers/enquiries.ts';
import { readActiveRegistration } from '../../../db/queries/offers/registrations.ts';
import { euros } from '../../domain/money.ts';
import { type OfferFacts, type Reader, SEAT_GROUPS, textFor, whyNotOpen, wordsFor } from '../../domain/offers/offer.ts';
import { heldNow } from '../../domain/offers/seats.ts';
import type { Say, SayButton, SayLine, SayValue } from '../../domain/say.ts';
import { enquiryButton } from '../../grants/says.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { type OfferEntry, readEntry } from '../../offers/offer-facts.ts';
import { registrationButton, whenAndWhere } from '../../offers/offer-says.ts';
import { sayRefused } from '../../turn/say-refused.ts';
import type { Visit } from '../../turn/visit.ts';

/** Everything about an offer that helps to decide, and the way in. */
export async function showOfferTo(visit: Visit, offerId: string): Promise<Say> {
  const entry = await readEntry(visit.tx, offerId, visit.line.now());
  if (!entry || entry.facts.status === 'draft') return sayRefused({ ok: false, code: 'not_found' });
  const reader = readerOf(visit.context);
  const mine = await readActiveRegistration(visit.tx, offerId, visit.resident.id);
  const asked = entry.facts.kind === 'grant_call' ? await readEnquiryOf(visit.tx, offerId, visit.resident.id) : null;
  return {
    lines: [...titleLines(entry.facts, reader), ...factLines(entry, reader, visit.line.now())],
    buttons: [
      ...(mine
        ? [[registrationButton('show', mine.id, 'show')]]
        : asked
          ? [[enquiryButton('show', asked.id)]]
          : wayIn(entry, visit.line.now())),
      [{ label: { key: 'offers:back_to_list' }, data: `m:${listOf(entry.facts)}` }],
      [{ label: { key: 'common:menu' }, data: 'm:menu' }],
    ],
  };
}

export const listOf = (facts: OfferFacts) => (facts.kind === 'grant_call' ? 'grants' : 'trainings');

function wayIn({ facts, state, waiting }: OfferEntry, now: Date): SayButton[][] {
  if (whyNotOpen(facts, now)) return [];
  const apply = (key: string): SayButton[][] => [[{ label: { key }, data: `o:apply:${facts.id}` }]];
  if (facts.kind === 'grant_call') return apply('offers:button.apply');
  if (state !== 'full') return apply('offers:button.register');
  return waiting < facts.waitingSeats ? apply('offers:button.wait') : [];
}

/** Title and description; where they are not in the reader's language, that is said. */
function titleLines(facts: OfferFacts, { language, second }: Reader): SayLine[] {
  const found = textFor(facts.texts, language, second);
  const text = (words: string): SayLine => ({ key: 'common:as_written', values: { text: { text: words } } });
  return [
    { key: `offers:kind.${facts.kind}`, values: { title: { text: found?.text.title ?? facts.code } } },
    ...(found?.in
      ? [{ key: 'offers:other_language', values: { language: { key: `codes:text_language.${found.in}` } } }]
      : []),
    ...(found ? [text(found.text.description)] : []),
    // An empty line before the facts.
    text(''),
  ];
}

function factLines(entry: OfferEntry, reader: Reader, now: Date): SayLine[] {
  const { facts } = entry;
  const closed = whyNotOpen(facts, now);
  return [
    ...whenAndWhere(facts, reader),
    ...(facts.kind === 'grant_call' ? [] : teachingLine(facts)),
    ...(facts.kind === 'grant_call' ? moneyLines(facts, reader) : seatLines(entry, now)),
    ...ruleLines(facts),
    ...(facts.deadline
      ? [{ key: 'offers:deadline', values: { deadline: { dateTime: facts.deadline.toISOString() } } }]
      : []),
    { key: 'offers:organiser', values: { agency: { key: `codes:agency.${facts.agency}` } } },
    ...(closed ? [{ key: `errors:${closed}` }] : []),
  ];
}

const teachingLine = ({ teachingLanguages }: OfferFacts): SayLine[] =>
  teachingLanguages.length === 0
    ? []
    : [
        {
          key: 'offers:teaching',
          values: {
            languages: { list: teachingLanguages.map((code) => ({ key: `codes:teaching_language.${code}` })) },
          },
        },
      ];

function seatLines({ facts, state, seated, offered, waiting }: OfferEntry, now: Date): SayLine[] {
  const held = heldNow(facts, now);
  const free = Math.max(0, (facts.seats ?? 0) - seated - offered);
  const groups = SEAT_GROUPS.filter((group) => (held[group] ?? 0) > 0).map(
    (group): SayValue => ({
      key: 'common:label_and_value',
      values: { label: { key: `offers:group.${group}` }, value: held[group] ?? 0 },
    }),
  );
  return [
    { key: 'offers:seats_left', values: { free, seats: facts.seats ?? 0 } },
    ...(groups.length > 0 ? [{ key: 'offers:held', values: { groups: { list: groups } } }] : []),
    ...(state === 'full' && waiting < facts.waitingSeats ? [{ key: 'offers:full_wait', values: { waiting } }] : []),
    ...(state === 'full' && waiting >= facts.waitingSeats ? [{ key: 'errors:offer_full' }] : []),
  ];
}

const moneyLines = (facts: OfferFacts, { language, second }: Reader): SayLine[] => [
  { key: 'offers:maximum', values: { amount: euros(facts.maximumCents ?? 0) } },
  ...(facts.papers.length > 0
    ? [
        {
          key: 'offers:papers',
          values: { papers: { list: facts.papers.map(({ texts }) => ({ text: wordsFor(texts, language, second) })) } },
        },
      ]
    : []),
];

/** Who may apply, in words; nothing where everybody may. */
function ruleLines({ rules }: OfferFacts): SayLine[] {
  const { minAge, maxAge } = rules;
  const list = (name: string, codes: readonly string[] | undefined, key: string): SayLine[] =>
    codes && codes.length > 0
      ? [{ key, values: { list: { list: codes.map((code) => ({ key: `codes:${name}.${code}` })) } } }]
      : [];
  return [
    ...(minAge !== undefined && maxAge !== undefined
      ? [{ key: 'offers:ages', values: { from: minAge, to: maxAge } }]
      : []),
    ...(minAge !== undefined && maxAge === undefined ? [{ key: 'offers:age_from', values: { from: minAge } }] : []),
    ...(minAge === undefined && maxAge !== undefined ? [{ key: 'offers:age_to', values: { to: maxAge } }] : []),
    ...list('municipality', rules.municipalities, 'offers:for_municipalities'),
    ...list('gender', rules.genders, 'offers:for_genders'),
    ...list('community', rules.communities, 'offers:for_communities'),
  ];
}
