import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../domain/codes.ts';
import { madeFrom } from '../domain/language.ts';
import { checkLocales, type Problem } from './check.ts';
import { loadReview, type Review, saveReview, sourceHash } from './review.ts';
import { isStaffKey } from './rules.ts';
import { readLocales, SOURCE_LANGUAGE } from './texts.ts';

export type StringEdit = {
  language: string;
  /** `namespace:key` */
  key: string;
  text: string;
  /** Who vouches for it; without one the text counts as unreviewed. */
  reviewer?: string | undefined;
};
export type EditedString = { ok: true; languages: Language[] } | { ok: false; problem: string };
type Tree = { [key: string]: string | Tree };

/**
 * Changes one translation in its file. Nothing is written when the text breaks a rule of `locales check`; the problem is a sentence for a
 * translator. The same text in another script follows.
 */
export function editString(localesDir: string, { language, key, text, reviewer }: StringEdit): EditedString {
  const { strings } = readLocales(localesDir);
  const english = strings.get(SOURCE_LANGUAGE)?.get(key);
  const known = LANGUAGES.find((one) => one === language);
  if (!known || isStaffKey(key) || !strings.get(known)?.has(key))
    return { ok: false, problem: 'There is no translation with this key.' };
  if (madeFrom(known)) return { ok: false, problem: 'Change the text in Latin letters; the Cyrillic one follows it.' };
  const edits = new Map<Language, string>([[known, text]]);
  for (const follower of LANGUAGES) {
    const from = madeFrom(follower);
    if (from?.language === known) edits.set(follower, from.make(text));
  }
  const problem = problemWith(strings, key, edits);
  if (problem) return { ok: false, problem };
  for (const [each, translation] of edits) writeString(localesDir, each, key, translation);
  saveReview(localesDir, withReview(loadReview(localesDir), [...edits.keys()], key, english ?? '', reviewer?.trim()));
  return { ok: true, languages: [...edits.keys()] };
}

type Strings = ReturnType<typeof readLocales>['strings'];

/** What is wrong with the text itself, and what it would make wrong elsewhere that was not wrong before. */
function problemWith(strings: Strings, key: string, edits: ReadonlyMap<Language, string>): string | null {
  const nameOf = ({ language, key, message }: Problem) => [language, key, message].join('\n');
  const known = new Set(errorsIn(strings).map(nameOf));
  const edited = new Map(strings);
  for (const [language, text] of edits) edited.set(language, new Map(strings.get(language)).set(key, text));
  const own = (error: Problem) =>
    error.key === key && [...edits.keys()].some((language) => language === error.language);
  const fresh = errorsIn(edited).filter((error) => own(error) || !known.has(nameOf(error)));
  return fresh.length === 0 ? null : `This text ${[...new Set(fresh.map(({ message }) => message))].join('; ')}.`;
}

const errorsIn = (strings: Strings): Problem[] => checkLocales(strings).filter(({ level }) => level === 'error');

function writeString(localesDir: string, language: string, key: string, text: string): void {
  const [namespace = '', path = ''] = key.split(':');
  const file = join(localesDir, language, `${namespace}.json`);
  const tree = JSON.parse(readFileSync(file, 'utf8')) as Tree;
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  const group = steps.reduce<Tree>((at, step) => at[step] as Tree, tree);
  group[name] = text;
  writeFileSync(file, `${JSON.stringify(tree, null, 2)}\n`);
}

function withReview(
  review: Review,
  languages: readonly Language[],
  key: string,
  english: string,
  reviewer: string | undefined,
): Review {
  const next = structuredClone(review);
  for (const language of languages) {
    next[language] ??= { default: { state: 'machine' }, strings: {} };
    const { strings } = next[language];
    const { dialect } = strings[key] ?? {};
    if (reviewer)
      strings[key] = { state: 'reviewed', reviewer, sourceHash: sourceHash(english), ...(dialect && { dialect }) };
    else delete strings[key];
  }
  return next;
}
