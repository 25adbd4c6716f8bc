import { checkLocales, type Problem } from './check.ts';
import type { LocaleStrings } from './review.ts';

/** `language → namespace:key → text`, of what is to be changed alone. */
export type ChangedTexts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** All texts as they will be. */
export function withTexts(strings: LocaleStrings, texts: ChangedTexts): LocaleStrings {
  const edited = new Map(strings);
  for (const [language, own] of texts) edited.set(language, new Map([...(strings.get(language) ?? []), ...own]));
  return edited;
}

/** What is wrong with changed texts by the rules of `locales check`, and what they make wrong elsewhere that was not wrong before. */
export function newFaults(strings: LocaleStrings, edited: LocaleStrings, texts: ChangedTexts): Problem[] {
  const nameOf = ({ language, key, message }: Problem) => [language, key, message].join('\n');
  const known = new Set(errorsIn(strings).map(nameOf));
  const isOwn = ({ language, key }: Problem) => texts.get(language)?.has(key) ?? false;
  return errorsIn(edited).filter((error) => isOwn(error) || !known.has(nameOf(error)));
}

const errorsIn = (strings: LocaleStrings): Problem[] => checkLocales(strings).filter(({ level }) => level === 'error');
