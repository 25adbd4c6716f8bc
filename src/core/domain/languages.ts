import { serbianCyrillic, serbianLatin } from './text/serbian-script.ts';

/** What the line knows of a language. Its texts are in `locales/<code>`, its own name there under `codes:language.<code>`. */
export type LanguageRow<Code extends string = string> = {
  /** Residents pick it. Else staff alone read it, and it is the source of the others. */
  residents: boolean;
  script: 'Latin' | 'Cyrillic';
  /** It is another's text in another script: made from that one wherever it has none of its own. */
  madeFrom?: { language: Code; make: (text: string) => string; back: (text: string) => string };
  /** Nobody vouches for its texts: who picks it is asked for a second language, which stands under what is critical. */
  testVersion?: boolean;
  /** How it counts, where CLDR has no data (Intl would silently take the machine's own locale). */
  plurals?: { categories: Intl.LDMLPluralRule[]; select: (count: number) => Intl.LDMLPluralRule };
  /** The locale of Intl whose dates have the month in words. Without one, dates are in figures. */
  dates?: string;
  /** ISO 639-1, as Telegram knows languages: what a phone of its readers is set to, and whether the commands there are in it. */
  phone: { code: string; commands: boolean };
  /** As what an offer is held, written or spoken. */
  teaching: string;
  /** Frequent words that no other language of the table has: the hint for staff who answer in the wrong one. */
  frequent?: RegExp;
  /** The glossary's "Do not use". */
  avoid?: RegExp;
};

/**
 * All that code knows of each language. The order is that of the buttons and of the columns of a sheet; the first speaks where nobody's
 * language is known yet. No other file names one (test/core/domain/languages.test.ts).
 */
export const LANGUAGE_TABLE = {
  sq: {
    residents: true,
    script: 'Latin',
    dates: 'sq',
    phone: { code: 'sq', commands: true },
    teaching: 'sq',
    frequent:
      /(?<!\p{L})(?:është|eshte|dhe|nuk|për|per|jemi|ju|faleminderit|një|nje|kemi|do të|do te|mund|që|qe)(?!\p{L})/giu,
    avoid: /\bRAE\b|nevoja të veçanta|magjup|evgjit|arixhi/iu,
  },
  // Dates in figures: CLDR has the month in the nominative alone, and our sentences want other cases.
  'sr-Latn': {
    residents: true,
    script: 'Latin',
    phone: { code: 'sr', commands: true },
    teaching: 'sr',
    frequent:
      /(?<!\p{L})(?:je|smo|nije|hvala|vam|ćemo|cemo|koji|koje|ali|ili|ste|možete|mozete|vas|što|sto|biti)(?!\p{L})/giu,
    avoid:
      /\bRAE\b|(?<!\p{L})(nedelj\p{L}*|tužb\p{L}*|cigan\p{L}*|sakat\p{L}*|vrijeme|promijeni\p{L}*|izmjen\p{L}*|poslije|gdje|ovdje|uvijek|mjesto|riječ\p{L}*)(?!\p{L})/iu,
  },
  'sr-Cyrl': {
    residents: true,
    script: 'Cyrillic',
    madeFrom: { language: 'sr-Latn', make: serbianCyrillic, back: serbianLatin },
    phone: { code: 'sr', commands: false },
    teaching: 'sr',
  },
  // Telegram knows no Romani, and CLDR has no data for it: it counts one and more, and its dates are in figures.
  rom: {
    residents: true,
    script: 'Latin',
    testVersion: true,
    plurals: { categories: ['one', 'other'], select: (count) => (count === 1 ? 'one' : 'other') },
    phone: { code: 'sr', commands: false },
    teaching: 'rom',
    avoid: /\bRAE\b|(?<!\p{L})(gadž\p{L}*|raklo|rakli|das|khoraj|čhavo|čhaj|tužba|j?ivja|sakat\p{L}*)(?!\p{L})/iu,
  },
  en: {
    residents: false,
    script: 'Latin',
    dates: 'en-GB',
    phone: { code: 'en', commands: true },
    teaching: 'en',
    avoid: /\bRAE\b/,
  },
} as const satisfies Record<string, LanguageRow>;

type Table = typeof LANGUAGE_TABLE;
/** Of an offer's texts: the residents', and that of staff. */
export type TextLanguage = keyof Table;
export type ResidentLanguage = {
  [Code in TextLanguage]: Table[Code]['residents'] extends true ? Code : never;
}[TextLanguage];
export type TeachingLanguage = Table[TextLanguage]['teaching'];
