import type { Language } from '../../../core/domain/codes.ts';
import type { SayLine } from '../../../core/domain/say.ts';
import { sayLine } from '../../../core/i18n/say-line.ts';
import { loadTexts, SOURCE_LANGUAGE, type Texts, type TextValues } from '../../../core/i18n/texts.ts';
import { formatEuros, formatNumber } from '../../../core/i18n/write-figures.ts';

export type Words = {
  /** Is there a text for this key? */
  hasWords(key: string): boolean;
  /**
   * The staff's text of a key, with values put in as they are: escape what a person wrote before. Throws on a key that is not there, which
   * a test would see.
   */
  words(key: string, values?: TextValues): string;
  /** A code in words; a code that nobody has put into words yet stands for itself. */
  codeWords(list: string, code: string): string;
};

/** What staff read is in one language. */
const LANGUAGE = SOURCE_LANGUAGE;
let texts: Texts | null = null;

/** From now on staff are spoken to by these texts, also where they are read anew. Before, by those of our own folder. */
export function speakToStaffBy(catalogue: Texts): void {
  texts = catalogue;
}

/** All texts there are, by which staff are spoken to. */
export const textsOfStaff = (): Texts => {
  texts ??= loadTexts();
  return texts;
};

/** The keys of one namespace, in the order of its file. */
export const keysOf = (namespace: string): string[] =>
  [...textsOfStaff().strings(LANGUAGE).keys()].flatMap((key) =>
    key.startsWith(`${namespace}:`) ? [key.slice(namespace.length + 1)] : [],
  );

/** The texts of one namespace. Nothing is kept of them: each is looked up when it is said. */
export function staffWords(namespace: string): Words {
  const hasWords = (key: string): boolean => textsOfStaff().has(LANGUAGE, `${namespace}:${key}`);
  const words: Words['words'] = (key, values) => {
    if (!textsOfStaff().has(LANGUAGE, `${namespace}:${key}`, values))
      throw new Error(`no text for ${namespace}:${key}`);
    return textsOfStaff().say(LANGUAGE, `${namespace}:${key}`, values);
  };
  return {
    hasWords,
    words,
    codeWords: (list, code) => (hasWords(`${list}.${code}`) ? words(`${list}.${code}`) : code),
  };
}

/** A number as staff read it. */
export const figure = (number: number): string => formatNumber(LANGUAGE, number);

/** Euro cents as staff read them. */
export const euros = (cents: number): string => formatEuros(LANGUAGE, cents);

/** What a resident would read of a line, in their language, with people's own words as they are. */
export const residentWords = (line: SayLine, language: Language | 'en'): string =>
  sayLine(textsOfStaff(), line, { language });

/** The staff's text of a whole key, such as `staff:event.item_noted`; null when there is none. */
export function wordsAt(key: string): string | null {
  const [namespace = '', rest = ''] = key.split(':');
  const { hasWords, words } = staffWords(namespace);
  return hasWords(rest) ? words(rest) : null;
}
