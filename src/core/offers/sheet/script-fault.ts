import { rowOf } from '../../domain/language.ts';
import type { TextLanguage } from '../../domain/languages.ts';
import { mixesScripts } from '../../domain/text/one-script.ts';

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;

type ScriptFault = 'mixed_scripts' | 'latin_in_cyrillic' | 'cyrillic_in_latin';

/** A text in the script of another column, or with letters of both in one word. Names and addresses in Latin may stand in Cyrillic text. */
export function scriptFault(
  language: TextLanguage,
  text: string,
): { code: ScriptFault; values: { word: string } } | null {
  const words = text.match(/\p{L}+/gu) ?? [];
  const mixed = words.find(mixesScripts);
  if (mixed) return { code: 'mixed_scripts', values: { word: mixed } };
  if (rowOf(language)?.script === 'Cyrillic') {
    const latin = words.filter((word) => LATIN.test(word));
    return latin.length * 2 > words.length ? { code: 'latin_in_cyrillic', values: { word: latin[0] ?? '' } } : null;
  }
  const cyrillic = words.find((word) => CYRILLIC.test(word));
  return cyrillic ? { code: 'cyrillic_in_latin', values: { word: cyrillic } } : null;
}
