import { LANGUAGES, type Language } from './codes.ts';
import {
  type FileLanguage,
  LANGUAGE_TABLE,
  type LanguageRow,
  type TeachingLanguage,
  type TextLanguage,
} from './languages.ts';

const rows: Record<TextLanguage, LanguageRow<TextLanguage>> = LANGUAGE_TABLE;

/** Every language there are texts in, with its row, in the order of the table. */
export const LANGUAGE_ROWS = Object.entries(rows) as [TextLanguage, LanguageRow<TextLanguage>][];

const found = new Map<string, LanguageRow<TextLanguage>>(LANGUAGE_ROWS);

/** What is known of a language that came as a text; undefined of one that is not in the table. */
export const rowOf = (language: string): LanguageRow<TextLanguage> | undefined => found.get(language);

/** In the order of the table, the language of staff first. */
export const FILE_LANGUAGES: readonly FileLanguage[] = LANGUAGE_ROWS.filter(([, { testVersion }]) => !testVersion)
  .toSorted(([, a], [, b]) => Number(a.residents) - Number(b.residents))
  .map(([language]) => language as FileLanguage);
/** In which a translation is written: what is made from another in another script is made from that one. */
export const TRANSLATED: readonly FileLanguage[] = FILE_LANGUAGES.filter((language) => !rowOf(language)?.madeFrom);

/** Who speaks where nobody's language is known yet. */
export const FIRST_LANGUAGE: Language = LANGUAGES[0];

/** Residents' languages, those first that the phone is set to (an IETF tag as a channel gives it); else in the order of the table. */
export function asPhoneIsSet(tag: string | undefined): readonly Language[] {
  const set = (tag ?? '').toLowerCase().replaceAll('_', '-');
  const [base = ''] = set.split('-');
  if (base === '') return LANGUAGES;
  const distance = (language: Language): number => {
    const { code, near = [] } = rows[language].phone;
    if (set === language.toLowerCase() || set.startsWith(`${language.toLowerCase()}-`)) return 0;
    if (code === base) return 1;
    return near.includes(base) ? 2 : 3;
  };
  return LANGUAGES.toSorted((a, b) => distance(a) - distance(b));
}

/** Residents' test version, which asks for a second language. */
export const isTestVersion = (language: unknown): boolean =>
  typeof language === 'string' && rowOf(language)?.testVersion === true;

/** Languages that can stand in for one that is a test version. */
export const SECOND_LANGUAGES = LANGUAGES.filter((language) => !isTestVersion(language));

/** The language whose text this is in another script, and how one is made from the other; null of one that is written for itself. */
export const madeFrom = (language: string): NonNullable<LanguageRow<TextLanguage>['madeFrom']> | null =>
  rowOf(language)?.madeFrom ?? null;

/** The residents' languages whose texts are made from this one's, and how. */
export const followersOf = (language: string): { language: Language; make(text: string): string }[] =>
  LANGUAGES.flatMap((one) => {
    const from = madeFrom(one);
    return from?.language === language ? [{ language: one, make: from.make }] : [];
  });

const standIn = ([language, row]: (typeof LANGUAGE_ROWS)[number]): number =>
  [madeFrom(language) !== null, isTestVersion(language), !row.residents]
    .map(Number)
    .reduce((sum, one) => sum * 2 + one, 0);

/** Whose text is taken where a reader's own is missing: residents' languages, staff's, test versions, other scripts. */
export const STAND_INS: readonly TextLanguage[] = LANGUAGE_ROWS.toSorted((a, b) => standIn(a) - standIn(b)).map(
  ([language]) => language,
);

/** In which language an offer is written that is held in this one. */
export const writtenAs = (teaching: TeachingLanguage): TextLanguage | undefined =>
  LANGUAGE_ROWS.find(([, row]) => row.teaching === teaching)?.[0];
