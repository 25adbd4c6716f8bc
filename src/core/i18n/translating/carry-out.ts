import { saveReview } from '../review.ts';
import { SOURCE_LANGUAGE } from '../texts.ts';
import type { Taken } from './take-rows.ts';
import { changeTexts } from './write-locales.ts';

/**
 * Writes what an import changes. Cut short at any moment, each file is whole, old or new, and no text counts as read that nobody read, for a reading is
 * of the text that it names. The same import again finishes it.
 */
export function carryOut(localesDir: string, { texts, review }: Taken): void {
  for (const [language, own] of texts) changeTexts(localesDir, language, own, SOURCE_LANGUAGE);
  saveReview(localesDir, review);
}
