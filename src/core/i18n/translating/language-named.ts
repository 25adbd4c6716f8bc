import { LANGUAGES, type Language } from '../../domain/codes.ts';
import { rowOf } from '../../domain/language.ts';

const SCRIPTS: [RegExp, 'Latin' | 'Cyrillic'][] = [
  [/@latin|latn/, 'Latin'],
  [/@cyrillic|cyrl/, 'Cyrillic'],
];

/** The language of ours that a tag means, as other programs write it: sq_AL, sr@latin, sr_RS@latin, SR-latn. Null of another, or of none. */
export function languageNamed(tag: string): Language | null {
  const plain = tag.trim().toLowerCase();
  const [base = ''] = plain.split(/[-_@.]/);
  const near = LANGUAGES.filter((language) => language.toLowerCase().split('-')[0] === base);
  const script = SCRIPTS.find(([said]) => said.test(plain))?.[1];
  // gettext's `sr` is the Cyrillic, as we write it ourselves.
  const chosen = near.length > 1 ? near.find((one) => rowOf(one)?.script === (script ?? 'Cyrillic')) : near[0];
  return chosen ?? null;
}

/** As gettext names it (POSIX): sr@latin for Serbian in Latin letters. */
export const gettextName = (language: Language): string => language.replace(/-Latn$/, '@latin').replace(/-Cyrl$/, '');
