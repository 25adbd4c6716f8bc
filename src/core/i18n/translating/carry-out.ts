import { saveReview } from '../review.ts';
import { SOURCE_LANGUAGE } from '../texts.ts';
import type { Taken } from './take-rows.ts';
import { changeTexts } from './write-locales.ts';

type Changes = Pick<Taken, 'language' | 'texts' | 'review'>;

/**
 * Writes what an import or an edit changes. Cut short at any moment, each file is whole, old or new, and no text counts as read that nobody read, for a reading is
 * of the text that it names. The same import again finishes it: the text that it compares comes last, after what follows from that text.
 */
export function carryOut(localesDir: string, { language, texts, review }: Changes): void {
  saveReview(localesDir, review);
  const followers = [...texts].filter(([one]) => one !== language);
  for (const [one, own] of [...followers, ...[...texts].filter(([one]) => one === language)])
    changeTexts(localesDir, one, own, SOURCE_LANGUAGE);
}
