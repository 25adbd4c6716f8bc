import { LANGUAGES, type Language } from '../domain/codes.ts';
import { followersOf, madeFrom } from '../domain/language.ts';
import { findReader, type Reader, readsLanguage } from './readers.ts';
import { hashesOf, type Review, type Reviewed } from './review.ts';
import { isStaffKey } from './rules.ts';

export type NewReading = { language: string /** `namespace:key` */; key: string; reader: string };
export type RecordedReading = { ok: true; review: Review; languages: Language[] } | { ok: false; problem: string };

/**
 * That somebody has read a text as it stands in `strings`: the one way by which a reading is written down, whether it came from the command
 * line, from a translator's file or from the page. The same text in another script is read with it. The problem is a sentence; then nothing
 * was written down. A reading of what the text was earlier is replaced.
 */
export function recordReading(reviewed: Reviewed, { language, key, reader }: NewReading): RecordedReading {
  const known = LANGUAGES.find((one) => one === language);
  if (!known || isStaffKey(key) || !reviewed.strings.get(known)?.has(key))
    return { ok: false, problem: `There is no translation “${key}” in ${language}.` };
  if (madeFrom(known))
    return { ok: false, problem: 'Read the text in Latin letters; the Cyrillic one is approved with it.' };
  const found = findReader(reviewed.readers, reader);
  if (!found || !readsLanguage(found, known))
    return { ok: false, problem: unknownReader(reviewed.readers, known, reader) };
  const languages = [known, ...followersOf(known).map((follower) => follower.language)];
  const review = { ...reviewed.review };
  for (const each of languages) {
    const hashes = hashesOf(reviewed, each, key);
    if (!hashes) continue;
    const own = review[each] ?? { default: { state: 'machine' as const }, strings: {} };
    const { state: _state, ...entry } = own.strings[key] ?? {};
    const others = (entry.readings ?? []).filter((one) => findReader([found], one.reader) === undefined);
    const read = { ...entry, readings: [...others, { reader: found.name, ...hashes }] };
    review[each] = { ...own, strings: { ...own.strings, [key]: read } };
  }
  return { ok: true, review, languages };
}

function unknownReader(readers: readonly Reader[], language: Language, name: string): string {
  const names = readers.filter((one) => readsLanguage(one, language)).map((one) => one.name);
  const who = names.length > 0 ? `Those are: ${names.join(', ')}.` : 'So far nobody is.';
  return `“${name}” is not among the readers of ${language} in locales/readers.json. ${who}`;
}
