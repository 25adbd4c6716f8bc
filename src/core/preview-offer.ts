import { ACTIVITIES } from './activities.ts';
import { isCode, LANGUAGES, type Language } from './domain/codes.ts';
import { madeFrom } from './domain/language.ts';
import type { TextLanguage } from './domain/languages.ts';
import { type OfferText, TEXT_LANGUAGES } from './domain/offers/offer.ts';
import type { Say } from './domain/say.ts';
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
  const written = (one: TextLanguage | undefined) => one !== undefined && (because[one] ?? '') !== '';
  return TEXT_LANGUAGES.filter((one) => written(one) || written(madeFrom(one)?.language))
    .filter((one) => isCode(LANGUAGES, one))
    .map((language) => ({
      language,
      says: keeper?.cancelled(entry.facts, { language, second: null }, because) ?? [],
    }));
}
