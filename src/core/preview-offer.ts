import { ACTIVITIES } from './activities.ts';
import { LANGUAGES, type Language } from './domain/codes.ts';
import { madeFrom } from './domain/language.ts';
import type { TextLanguage } from './domain/languages.ts';
import { type OfferText, type OwnQuestion, type PaperNeeded, papersOf } from './domain/offers/offer.ts';
import type { Say } from './domain/say.ts';
import { renderQuestion } from './forms/engine.ts';
import { ownKey } from './offers/forms/applicant.ts';
import type { OfferEntry } from './offers/offer-facts.ts';
import type { OfferKeeper } from './offers/resident/offer-keeper.ts';
import { sayOffer } from './offers/resident/show-offer-to.ts';

/** What somebody who reads this language would get. */
export type Previewed = { language: Language; says: Say[] };

const keeperOf = ({ facts }: OfferEntry): OfferKeeper | undefined =>
  ACTIVITIES.flatMap(({ offers }) => offers ?? []).find(({ kinds }) => kinds.includes(facts.kind));

/** An offer with this text, as whoever reads it will find it: in the other script too, where that is made of it. */
export function previewText(now: Date, entry: OfferEntry, language: TextLanguage, text: OfferText): Previewed[] {
  const keeper = keeperOf(entry);
  const facts = { ...entry.facts, status: 'published' as const, texts: { ...entry.facts.texts, [language]: text } };
  const readers = LANGUAGES.filter(
    (one) => one === language || (madeFrom(one)?.language === language && !entry.facts.texts[one]),
  );
  if (!keeper) return [];
  return readers.map((one) => ({ language: one, says: [sayOffer(keeper, { ...entry, facts }, asStranger(one, now))] }));
}

const asStranger = (language: Language, now: Date) => ({
  reader: { language, second: null },
  now,
  told: { sure: 0, perhaps: 0 },
  mine: null,
});

/** That it will not be, with the reason in each language in which there is one. */
export function previewCancelling(entry: OfferEntry, because: Partial<Record<TextLanguage, string>>): Previewed[] {
  const keeper = keeperOf(entry);
  return readersOf(because).map((language) => ({
    language,
    says: keeper?.cancelled(entry.facts, { language, second: null }, because) ?? [],
  }));
}

/** One more question of the offer's own, as the form asks it in each language in which it has words. */
export function previewQuestion(entry: OfferEntry, asked: OwnQuestion): Previewed[] {
  const keeper = keeperOf(entry);
  const offer = { ...entry.facts, questions: [...entry.facts.questions, asked] };
  return readersOf(asked.texts).flatMap((language) => {
    const form = keeper?.form(offer, { language, second: null });
    const at = form?.questions.find(({ key }) => key === ownKey(asked.key))?.key;
    if (!form || at === undefined) return [];
    const context = { language, emergencyNumbers: [], lists: {}, offer };
    const state = { ...{ form: form.name, version: form.version, key: '', at }, answers: {}, trail: [] };
    return [{ language, says: renderQuestion(form, state, context) }];
  });
}

/** One more paper, as it stands among those that the offer asks for. */
export function previewPaper(now: Date, entry: OfferEntry, paper: PaperNeeded): Previewed[] {
  const keeper = keeperOf(entry);
  const facts = { ...entry.facts, status: 'published' as const, papers: [...papersOf(entry.facts), paper] };
  if (!keeper) return [];
  return readersOf(paper.texts).map((one) => ({
    language: one,
    says: [sayOffer(keeper, { ...entry, facts }, asStranger(one, now))],
  }));
}

/** Whom words in these languages are for: of a text in two scripts, whoever reads either. */
function readersOf(texts: Partial<Record<TextLanguage, string>>): Language[] {
  const written = (one: TextLanguage | undefined) => one !== undefined && (texts[one] ?? '') !== '';
  return LANGUAGES.filter((one) => written(one) || written(madeFrom(one)?.language));
}
