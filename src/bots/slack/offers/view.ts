import { madeFrom } from '../../../core/domain/language.ts';
import type { TextLanguage } from '../../../core/domain/languages.ts';
import {
  isCall,
  missingLanguages,
  type OfferFacts,
  type OfferText,
  papersOf,
  SEAT_GROUPS,
  type SeatedFacts,
  TEXT_LANGUAGES,
  textFor,
} from '../../../core/domain/offers/offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { clean, cutMrkdwn, escapeAndCut } from '../escape.ts';
import { type Block, context, fields, header, section } from '../kit/blocks.ts';
import { modal, type View } from '../kit/modal.ts';
import { euros, staffWords } from '../kit/words.ts';
import { offerMetadata, paperWords, questionWords } from './listed.ts';
import { offerButtons } from './offer-buttons.ts';
import { clock, keptWords, plainTitle, timesOf } from './offer-words.ts';

const { codeWords: cardCode } = staffWords('staff-cards');
const { codeWords, words } = staffWords('staff-offers');

const MOST_SESSIONS = 30;

/** An offer with all its facts in plain words, and what can be done with it now. `note` is mrkdwn, escaped already. */
export function offerView(entry: OfferEntry, note?: string): View {
  const { facts } = entry;
  const blocks: Block[] = [
    ...(note === undefined ? [] : [section(`*${note}*`), { type: 'divider' as const }]),
    header(clean(plainTitle(facts)) || facts.code),
    fields(factLines(entry)),
    ...(facts.kind === 'grant_call' ? [section(moneyWords(entry))] : [section(sessionWords(facts))]),
    section(fact('rules', rules(facts))),
    ...list('questions', facts.questions.map(questionWords)),
    ...list('papers', papersOf(facts).map(paperWords)),
    section(textWords(facts)),
    ...writtenTexts(facts),
    ...offerButtons(entry),
  ];
  return modal({
    id: 'offer',
    title: `${words(`kind.${facts.kind}`)} ${facts.code}`,
    close: words('button.close_view'),
    metadata: offerMetadata(facts),
    blocks,
  });
}

const fact = (name: string, text: string): string => `*${words(`fact.${name}`)}*\n${text}`;

function factLines(entry: OfferEntry): string[] {
  const { facts, waiting, enquiries } = entry;
  const always = [
    fact('state', codeWords('state', entry.state)),
    fact('agency', cardCode('agency', facts.agency)),
    fact('municipality', cardCode('municipality', facts.municipality)),
    fact('sector', cardCode('sector', facts.sector)),
    fact('deadline', facts.deadline ? clock(facts.deadline) : words('fact.no_deadline')),
  ];
  if (isCall(facts) || facts.seats === null) {
    const states = Object.entries(enquiries).map(([state, count]) => `${codeWords('enquiry', state)}: ${count}`);
    return [...always, fact('applications', states.join(', ') || words('none'))];
  }
  return [
    ...always,
    fact('teaching', facts.teachingLanguages.map((one) => codeWords('teaching', one)).join(', ') || words('none')),
    fact('seats', seatsOf(entry, facts.seats)),
    fact('waiting', words('fact.waiting_of', { waiting, all: facts.waitingSeats })),
    fact('held', held(facts)),
  ];
}

const seatsOf = ({ seated, offered, book }: OfferEntry, all: number): string =>
  [words('fact.seats_free', { taken: seated + offered, all }), keptWords(book)].filter(Boolean).join(', ');

function held({ heldSeats, heldUntil }: SeatedFacts): string {
  const groups = SEAT_GROUPS.flatMap((group) => {
    const count = heldSeats[group] ?? 0;
    return count > 0 ? [words('fact.held_for', { count, group: codeWords('group', group) })] : [];
  });
  if (groups.length === 0) return words('none');
  return [...groups, ...(heldUntil ? [`${words('fact.held_until')} ${clock(heldUntil)}`] : [])].join(', ');
}

function sessionWords({ sessions }: OfferFacts): string {
  const lines = sessions.slice(0, MOST_SESSIONS).map(timesOf);
  const more = sessions.length - lines.length;
  return fact('sessions', [...lines, ...(more > 0 ? [words('fact.sessions_more', { count: more })] : [])].join('\n'));
}

const moneyWords = ({ facts, approvedCents, budgetCents }: OfferEntry): string =>
  fact(
    'money',
    words('fact.money_of', {
      maximum: euros((isCall(facts) && facts.maximumCents) || 0),
      approved: euros(approvedCents),
      budget: euros(budgetCents ?? 0),
    }),
  );

function rules({ rules: { minAge, maxAge, municipalities, genders, communities } }: OfferFacts): string {
  const said = [
    ...(minAge === undefined ? [] : [words('fact.age_from', { age: minAge })]),
    ...(maxAge === undefined ? [] : [words('fact.age_to', { age: maxAge })]),
    (municipalities ?? []).map((code) => cardCode('municipality', code)).join(', '),
    (genders ?? []).map((code) => codeWords('gender', code)).join(', '),
    (communities ?? []).map((code) => codeWords('community', code)).join(', '),
  ].filter((one) => one !== '');
  return said.length > 0 ? said.join('; ') : words('fact.everybody');
}

/** So many as a section takes; each is cut by itself before. */
const list = (name: 'questions' | 'papers', said: string[]): Block[] =>
  said.length === 0 ? [] : [section(fact(name, said.map((one) => `• ${cutMrkdwn(one, 250)}`).join('\n')))];

export const languageNames = (languages: readonly TextLanguage[]): string =>
  languages.map((language) => codeWords('text_language', language)).join(', ');

const isCarriedOver = (texts: OfferFacts['texts'], language: TextLanguage): boolean => {
  const from = madeFrom(language);
  return from !== null && texts[from.language] !== undefined && texts[language] === undefined;
};

/** Which languages have words of their own and which have none: seen before anything is published. */
function textWords({ texts }: OfferFacts): string {
  const there = TEXT_LANGUAGES.filter((language) => texts[language] !== undefined);
  const missing = missingLanguages(texts);
  return fact(
    'texts',
    [
      words('fact.texts_there', { languages: languageNames(there) || words('none') }),
      ...(TEXT_LANGUAGES.some((language) => isCarriedOver(texts, language)) ? [words('fact.from_latin')] : []),
      missing.length > 0
        ? words('fact.texts_missing', { languages: languageNames(missing) })
        : words('fact.texts_complete'),
    ].join('\n'),
  );
}

/** What residents will read of it in the other script: a name that should have stayed as it is, is seen here. */
const carriedOver = (texts: OfferFacts['texts'], language: TextLanguage): OfferText | undefined =>
  isCarriedOver(texts, language) ? textFor(texts, language, null)?.text : undefined;

const writtenTexts = ({ texts }: OfferFacts): Block[] =>
  TEXT_LANGUAGES.flatMap((language) => {
    const text = texts[language] ?? carriedOver(texts, language);
    if (!text) return [];
    const cut = (one: string, most: number) => escapeAndCut(one, most).text;
    const said = [`*${cut(text.title, 200)}*`, cut(text.place, 300), cut(text.description, 1200)].filter(Boolean);
    return [context(codeWords('text_language', language)), section(said.join('\n'))];
  });
