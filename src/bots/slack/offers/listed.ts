import type { TextLanguage } from '../../../core/domain/languages.ts';
import { type OfferFacts, type PaperNeeded, papersOf, wordsFor } from '../../../core/domain/offers/offer.ts';
import { escapeAndCut } from '../escape.ts';
import { actions, beside, confirmation, section } from '../kit/blocks.ts';
import { modal, newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import { EDIT, REMOVE_PAPER, REMOVE_QUESTION } from './buttons.ts';

const { codeWords, words } = staffWords('staff-offers');

/** A modal takes a hundred blocks. */
const MOST_LISTED = 90;

export const offerMetadata = ({ code, id }: OfferFacts, more: Partial<Metadata> = {}): Metadata =>
  newMetadata(code, { offerId: id, ...more });

type Listed = { key: string; say: string };

/** What is asked, each with a button that takes it away, and one for another. */
function listView(facts: OfferFacts, name: 'question' | 'paper', listed: Listed[]): View {
  const { id } = facts;
  const remove = name === 'question' ? REMOVE_QUESTION : REMOVE_PAPER;
  const sure = confirmation(
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
          ...remove.make(words('button.remove'), { id, rest: key }, 'danger'),
          confirm: sure,
        }),
      ),
      actions([EDIT[name].make(words(`button.add_${name}`), id, 'primary')]),
    ],
  });
}

const shown = (texts: Partial<Record<TextLanguage, string>>): string =>
  escapeAndCut(wordsFor(texts, 'en', null), 500).text || words('none');

export function questionWords({ texts, kind, needed, optional }: OfferFacts['questions'][number]): string {
  const more = needed ? words(`fact.needed_${needed}`) : optional ? words('fact.optional') : '';
  return words('fact.question', { text: shown(texts), kind: codeWords('question_kind', kind), more });
}
export const paperWords = ({ texts }: PaperNeeded): string => shown(texts);

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
    papersOf(facts).map((paper) => ({ key: paper.key, say: paperWords(paper) })),
  );
