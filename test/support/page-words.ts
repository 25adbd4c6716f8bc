import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../src/core/domain/codes.ts';
import { LOCALES_DIR, loadTexts, type TextValues } from '../../src/core/i18n/texts.ts';

const texts = loadTexts(LOCALES_DIR, { strict: true });

/** A text of `locales/` as a resident of this language reads it. Strict: a key that is not there fails the test. */
export const say = (language: Language, key: string, values: TextValues = {}): string =>
  texts.say(language, key, values);

/** A text of `locales/en` as staff read it, such as `staff-cards:button.claim`. */
export const staffWord = (key: string, values: TextValues = {}): string => texts.say('en', key, values);

/** The beginning of a text, up to where a value is put in. */
export const opening = (language: Language, key: string): string => {
  const raw = texts.strings(language).get(key);
  if (raw === undefined) throw new Error(`no text for ${key} in ${language}`);
  return raw.split('{{')[0]?.trim() ?? '';
};

export const languageName = (language: Language): string => texts.languageName(language);

/** The page's own words, by file and key: `staff-page-glass`, `restart`. */
export function pageWord(file: string, key: string, language = 'en'): string {
  const json = JSON.parse(readFileSync(join(LOCALES_DIR, language, `${file}.json`), 'utf8')) as Record<string, unknown>;
  const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], json);
  if (typeof found !== 'string') throw new Error(`no ${key} in locales/${language}/${file}.json`);
  return found;
}
