import type { TextLanguage } from '../domain/languages.ts';
import { type OfferDraft, TEXT_LANGUAGES } from '../domain/offers/offer.ts';
import type { TellLanguage } from '../i18n/tell-language.ts';

export type Doubted = { language: TextLanguage; seems: TextLanguage };

/** The languages whose words in an offer seem to be in another: its text, its questions, its papers. */
export const doubtedLanguages = (
  { texts, questions, papers }: Pick<OfferDraft, 'texts' | 'questions' | 'papers'>,
  { foreignTo }: TellLanguage,
): Doubted[] =>
  TEXT_LANGUAGES.flatMap((language) => {
    const { title = '', description = '' } = texts[language] ?? {};
    const lines = [...questions, ...papers].map((one) => one.texts[language] ?? '');
    const seems = [`${title}\n${description}`, ...lines]
      .map((text) => foreignTo(text, language))
      .find((found) => found !== null);
    return seems ? [{ language, seems }] : [];
  });
