import { LANGUAGES, type Language } from '../domain/codes.ts';
import { madeFrom } from '../domain/language.ts';
import { checkLocales, type Problem } from './check.ts';
import { readWordLists, withWordNotes } from './known-words.ts';
import { recordReading } from './record-reading.ts';
import { type LocaleStrings, loadReviewed, type Review, saveReview } from './review.ts';
import { isStaffKey } from './rules.ts';
import { readLocales, SOURCE_LANGUAGE } from './texts.ts';
import { changeTexts } from './translating/write-locales.ts';

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
  const edits = new Map<Language, string>([[known, text]]);
  for (const follower of LANGUAGES) {
    const from = madeFrom(follower);
    if (from?.language === known) edits.set(follower, from.make(text));
  }
  const edited = withEdits(strings, key, edits);
  const problem = problemWith(strings, edited, key, edits);
  if (problem) return { ok: false, problem };
  const reviewed = loadReviewed(localesDir, edited);
  const review = withoutUnsure(reviewed.review, [...edits.keys()], key);
  const name = reviewer?.trim();
  const read = name ? recordReading({ ...reviewed, review }, { language: known, key, reader: name }) : null;
  if (read && !read.ok) return read;
  for (const [each, translation] of edits)
    changeTexts(localesDir, each, new Map([[key, translation]]), SOURCE_LANGUAGE);
  saveReview(localesDir, withWordNotes(read?.review ?? review, edited, readWordLists(localesDir).lists));
  return { ok: true, languages: [...edits.keys()] };
}

function withEdits(strings: LocaleStrings, key: string, edits: ReadonlyMap<Language, string>): LocaleStrings {
  const edited = new Map(strings);
  for (const [language, text] of edits) edited.set(language, new Map(strings.get(language)).set(key, text));
  return edited;
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

/** What is wrong with the text itself, and what it would make wrong elsewhere that was not wrong before. */
function problemWith(
  strings: LocaleStrings,
  edited: LocaleStrings,
  key: string,
  edits: ReadonlyMap<Language, string>,
): string | null {
  const nameOf = ({ language, key, message }: Problem) => [language, key, message].join('\n');
  const known = new Set(errorsIn(strings).map(nameOf));
  const own = (error: Problem) =>
    error.key === key && [...edits.keys()].some((language) => language === error.language);
  const fresh = errorsIn(edited).filter((error) => own(error) || !known.has(nameOf(error)));
  return fresh.length === 0 ? null : `This text ${[...new Set(fresh.map(({ message }) => message))].join('; ')}.`;
}

const errorsIn = (strings: LocaleStrings): Problem[] => checkLocales(strings).filter(({ level }) => level === 'error');
