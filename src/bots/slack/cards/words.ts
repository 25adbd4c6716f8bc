import { readFileSync } from 'node:fs';

type Tree = { [name: string]: string | Tree };

const tree = JSON.parse(
  readFileSync(new URL('../../../../locales/en/staff-cards.json', import.meta.url), 'utf8'),
) as Tree;

/** Is there a text for this key? */
export const hasWords = (key: string): boolean => typeof lookUp(key) === 'string';

/**
 * The staff's English text of a key of locales/en/staff-cards.json, with values put in as they are: escape what a person wrote
 * before. Throws on a key that is not there, which a test would see.
 */
export function words(key: string, values: Record<string, string | number> = {}): string {
  const text = lookUp(key);
  if (typeof text !== 'string') throw new Error(`no text for ${key} in staff-cards.json`);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A code in words; a code that nobody has put into words yet stands for itself. */
export const codeWords = (list: string, code: string): string =>
  hasWords(`${list}.${code}`) ? words(`${list}.${code}`) : code;

function lookUp(key: string): string | Tree | undefined {
  let at: string | Tree | undefined = tree;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return at;
}
