import type { OfferFacts, OfferKind, TextLanguage } from '../../../core/domain/offers/offer.ts';
import { wordsFor } from '../../../core/domain/offers/offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { escapeAndCut } from '../escape.ts';
import { actions, type Block, beside, button, confirm, section } from '../kit/blocks.ts';
import { modal, newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import {
  deadlineField,
  heldFields,
  languageField,
  moneyFields,
  questionFields,
  ruleFields,
  seatFields,
  sessionsField,
  textFields,
  whereFields,
  wordFields,
} from './fields.ts';

const { codeWords, words } = staffWords('staff-offers');

/** A modal takes a hundred blocks. */
const MOST_LISTED = 90;

export const offerMetadata = ({ code, id }: OfferFacts, more: Partial<Metadata> = {}): Metadata =>
  newMetadata(code, { offerId: id, ...more });

export const offerForm = (name: string, metadata: Metadata, blocks: Block[]): View =>
  modal({
    ...{ id: name, title: words(`forms.${name}.title`), submit: words(`forms.${name}.submit`) },
    ...{ close: words('button.cancel_view'), metadata, blocks },
  });

/** Everything that a draft cannot be without, with the words of one language. */
export const newOfferForm = (kind: OfferKind): View =>
  offerForm(`offer_new_${kind}`, newMetadata(''), [
    languageField(),
    ...textFields(undefined, null),
    ...whereFields(null, kind),
    ...(kind === 'grant_call' ? moneyFields() : [sessionsField(null), ...seatFields(null)]),
    deadlineField(null, kind),
  ]);

/** The forms behind the buttons of an offer, by the action that opens them. */
export const OFFER_FORMS: Record<string, (entry: OfferEntry) => View> = {
  offer_basics: ({ facts }) =>
    offerForm('offer_basics', offerMetadata(facts), [
      ...whereFields(facts, facts.kind),
      ...(facts.kind === 'grant_call' ? [] : seatFields(facts)),
      deadlineField(facts, facts.kind),
      ...(facts.kind === 'grant_call' ? [] : heldFields(facts)),
    ]),
  offer_dates: ({ facts }) => offerForm('offer_dates', offerMetadata(facts), [sessionsField(facts)]),
  offer_who: ({ facts }) => offerForm('offer_who', offerMetadata(facts), ruleFields(facts)),
  offer_money: ({ facts, budgetCents }) =>
    offerForm('offer_money', offerMetadata(facts), moneyFields(facts.maximumCents, budgetCents)),
  offer_question: ({ facts }) => offerForm('offer_question', offerMetadata(facts), questionFields()),
  offer_paper: ({ facts }) => offerForm('offer_paper', offerMetadata(facts), wordFields('paper_text', 300)),
  offer_cancel: ({ facts }) => offerForm('offer_cancel', offerMetadata(facts), wordFields('reason', 500, 'reason')),
  offer_questions: ({ facts }) => questionsView(facts),
  offer_papers: ({ facts }) => papersView(facts),
};

export function textForm({ facts }: OfferEntry, language: TextLanguage): View {
  return offerForm('offer_text', offerMetadata(facts, { language }), [
    section(`*${words('field.text_in', { language: codeWords('text_language', language) })}*`),
    ...textFields(facts.texts[language], language),
  ]);
}

type Listed = { key: string; say: string };

/** What is asked, each with a button that takes it away, and one for another. */
function listView(facts: OfferFacts, name: 'question' | 'paper', listed: Listed[]): View {
  const { id } = facts;
  const sure = confirm(
    words('confirm.remove_title'),
    words('confirm.remove'),
    words('confirm.yes'),
    words('confirm.no'),
  );
  return modal({
    id: `offer_${name}s`,
    title: words(`forms.offer_${name}s.title`),
    close: words('button.cancel_view'),
    metadata: offerMetadata(facts),
    blocks: [
      ...(listed.length === 0 ? [section(words('none'))] : []),
      ...listed.slice(0, MOST_LISTED).map(({ key, say }) =>
        beside(say, {
          ...button(`offer_remove_${name}`, words('button.remove'), `${id}:${key}`, 'danger'),
          confirm: sure,
        }),
      ),
      actions([button(`offer_${name}`, words(`button.add_${name}`), id, 'primary')]),
    ],
  });
}

const shown = (texts: Partial<Record<TextLanguage, string>>): string =>
  escapeAndCut(wordsFor(texts, 'en', null), 500).text || words('none');

export function questionWords({ texts, kind, needed, optional }: OfferFacts['questions'][number]): string {
  const more = needed ? words(`fact.needed_${needed}`) : optional ? words('fact.optional') : '';
  return words('fact.question', { text: shown(texts), kind: codeWords('question_kind', kind), more });
}
export const paperWords = ({ texts }: OfferFacts['papers'][number]): string => shown(texts);

export const questionsView = (facts: OfferFacts): View =>
  listView(
    facts,
    'question',
    facts.questions.map((question) => ({ key: question.key, say: questionWords(question) })),
  );
export const papersView = (facts: OfferFacts): View =>
  listView(
    facts,
    'paper',
    facts.papers.map((paper) => ({ key: paper.key, say: paperWords(paper) })),
  );
