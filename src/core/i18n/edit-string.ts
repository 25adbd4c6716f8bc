import { LANGUAGES, type Language } from '../domain/codes.ts';
import { followersOf, madeFrom } from '../domain/language.ts';
import { type ChangedTexts, newFaults, withTexts } from './changed-texts.ts';
import { readWordLists, withWordNotes } from './known-words.ts';
import { recordReading } from './record-reading.ts';
import { type LocaleStrings, loadReviewed, type Review } from './review.ts';
import { isStaffKey } from './rules.ts';
import { readLocales } from './texts.ts';
import { carryOut } from './translating/carry-out.ts';

export type StringEdit = {
  language: string;
  /** `namespace:key` */
  key: string;
  text: string;
  /** Who read it, of the readers in locales/readers.json; without one this text was read by nobody yet. */
  reviewer?: string | undefined;
};
export type EditedString = { ok: true; languages: Language[] } | { ok: false; problem: string };

/**
 * Changes one translation in its file. Nothing is written when the text breaks a rule of `locales check`; the problem is a sentence for a
 * translator. The same text in another script follows.
 */
export function editString(localesDir: string, { language, key, text, reviewer }: StringEdit): EditedString {
  const { strings } = readLocales(localesDir);
  const known = LANGUAGES.find((one) => one === language);
  if (!known || isStaffKey(key) || !strings.get(known)?.has(key))
    return { ok: false, problem: 'There is no translation with this key.' };
  if (madeFrom(known)) return { ok: false, problem: 'Change the text in Latin letters; the Cyrillic one follows it.' };
  const texts = new Map([[known, new Map([[key, text]])]]);
  for (const follower of followersOf(known)) texts.set(follower.language, new Map([[key, follower.make(text)]]));
  const edited = withTexts(strings, texts);
  const problem = problemWith(strings, edited, texts);
  if (problem) return { ok: false, problem };
  const languages = [...texts.keys()];
  const reviewed = loadReviewed(localesDir, edited);
  const review = withoutUnsure(reviewed.review, languages, key);
  const name = reviewer?.trim();
  const read = name ? recordReading({ ...reviewed, review }, { language: known, key, reader: name }) : null;
  if (read && !read.ok) return read;
  const noted = withWordNotes(read?.review ?? review, edited, readWordLists(localesDir).lists);
  carryOut(localesDir, { language: known, texts, review: noted });
  return { ok: true, languages };
}

/** A reading that does not say of which text it is was of the text before. */
function withoutUnsure(review: Review, languages: readonly Language[], key: string): Review {
  const next = structuredClone(review);
  for (const language of languages) {
    const entry = next[language]?.strings[key];
    if (entry?.readings) entry.readings = entry.readings.filter((reading) => reading.textHash !== undefined);
  }
  return next;
}

function problemWith(strings: LocaleStrings, edited: LocaleStrings, texts: ChangedTexts): string | null {
  const faults = newFaults(strings, edited, texts);
  return faults.length === 0 ? null : `This text ${[...new Set(faults.map(({ message }) => message))].join('; ')}.`;
}
