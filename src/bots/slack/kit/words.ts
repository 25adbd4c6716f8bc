import { readFileSync } from 'node:fs';

type Tree = { [name: string]: string | Tree };

export type Words = {
  /** Is there a text for this key? */
  hasWords(key: string): boolean;
  /**
   * The staff's English text of a key, with values put in as they are: escape what a person wrote before. Throws on a key that is not
   * there, which a test would see.
   */
  words(key: string, values?: Record<string, string | number>): string;
  /** A code in words; a code that nobody has put into words yet stands for itself. */
  codeWords(list: string, code: string): string;
};

/** The texts of one namespace of locales/en. */
export function wordsIn(namespace: string): Words {
  const file = new URL(`../../../../locales/en/${namespace}.json`, import.meta.url);
  const tree = JSON.parse(readFileSync(file, 'utf8')) as Tree;
  const lookUp = (key: string): string | Tree | undefined => {
    let at: string | Tree | undefined = tree;
    for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
    return at;
  };
  const hasWords = (key: string): boolean => typeof lookUp(key) === 'string';
  const words: Words['words'] = (key, values = {}) => {
    const text = lookUp(key);
    if (typeof text !== 'string') throw new Error(`no text for ${key} in ${namespace}.json`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
  return {
    hasWords,
    words,
    codeWords: (list, code) => (hasWords(`${list}.${code}`) ? words(`${list}.${code}`) : code),
  };
}

/** Those of cards: locales/en/staff-cards.json. */
export const { words, hasWords, codeWords } = wordsIn('staff-cards');
