import { type OfferFacts, type Reader, textFor, whyNotOpen } from '../../domain/offers/offer.ts';
import type { GroupsTold } from '../../domain/offers/seats.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import type { Visit } from '../../turn/visit.ts';
import { offerButtons } from '../buttons.ts';
import { readerOf } from '../forms/applicant.ts';
import type { OfferEntry } from '../offer-facts.ts';
import { whenAndWhere } from '../say-of-offer.ts';
import type { OfferKeeper } from './offer-keeper.ts';
import { toldGroups } from './told-groups.ts';

/** Everything about an offer that helps to decide, and the way in. */
export async function showOfferTo(visit: Visit, keeper: OfferKeeper, entry: OfferEntry): Promise<Say> {
  const mine = await keeper.mine(visit, entry.facts.id);
  const told = await toldGroups(visit);
  return sayOffer(keeper, entry, { reader: readerOf(visit.context), now: visit.line.now(), told, mine });
}

/** `mine`: the button to what they have in it. */
export function sayOffer(
  keeper: OfferKeeper,
  entry: OfferEntry,
  { reader, now, told, mine }: Now & { reader: Reader; mine: SayButton | null },
): Say {
  const wayIn = whyNotOpen(entry.facts, now) ? null : keeper.wayIn(entry, told);
  const apply = wayIn === null ? null : { label: { key: wayIn }, data: offerButtons.write('apply', entry.facts.id) };
  const first = mine ?? apply;
  return {
    lines: [...titleLines(entry.facts, reader), ...factLines(keeper, entry, reader, { now, told })],
    buttons: [
      ...(first ? [[first]] : []),
      [{ label: { key: 'offers:back_to_list' }, data: `m:${keeper.list}` }],
      [{ label: { key: 'common:menu' }, data: 'm:menu' }],
    ],
  };
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

type Now = { now: Date; told: GroupsTold };

function factLines(keeper: OfferKeeper, entry: OfferEntry, reader: Reader, { now, told }: Now): SayLine[] {
  const { facts } = entry;
  const closed = whyNotOpen(facts, now);
  return [
    ...whenAndWhere(facts, reader),
    ...keeper.facts(entry, reader, told),
    ...ruleLines(facts),
    ...(facts.deadline
      ? [{ key: 'offers:deadline', values: { deadline: { dateTime: facts.deadline.toISOString() } } }]
      : []),
    { key: 'offers:organiser', values: { agency: { key: `codes:agency.${facts.agency}` } } },
    ...(closed ? [{ key: `errors:${closed}` }] : []),
  ];
}

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
