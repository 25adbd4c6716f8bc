import type { i18n } from 'i18next';
import { isTestVersion, rowOf } from '../domain/language.ts';
import { isFileKey } from './rules.ts';

/** A language's rules as Intl would have them; null where Intl has its own. */
function pinnedFor(language: string) {
  const pinned = rowOf(language)?.plurals;
  return pinned ? { select: pinned.select, resolvedOptions: () => ({ pluralCategories: pinned.categories }) } : null;
}

type Resolver = { getRule: (code: string, options?: { ordinal?: boolean }) => unknown };

/** Gives i18next our own rules before it asks Intl. */
export function pinPlurals(engine: i18n): void {
  const resolver = engine.services.pluralResolver as Resolver;
  const ask = resolver.getRule.bind(resolver);
  resolver.getRule = (code, options) => pinnedFor(code) ?? ask(code, options);
}

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The plural suffixes a language needs, in the order in which its file has them. */
export function pluralCategories(language: string): string[] {
  const needed: string[] = (pinnedFor(language) ?? new Intl.PluralRules(language)).resolvedOptions().pluralCategories;
  return CATEGORIES.filter((category) => needed.includes(category));
}

type Keys = { has(key: string): boolean };

/** `key_one`, `key_other` are forms of one key; alone, or beside a plain `key`, the ending is part of a name. */
export function pluralBase(key: string, keys: Keys): string | null {
  const match = /^(.+)_(zero|one|two|few|many|other)$/.exec(key);
  const base = match?.[1];
  return base && keys.has(`${base}_other`) && !keys.has(base) ? base : null;
}

/** The keys that a language needs for the English ones, in their order: where a sentence counts, a form for each way it counts; of files, where it has them. */
export function wantedKeys(english: Iterable<string> & Keys, language: string): Set<string> {
  const wanted = new Set<string>();
  for (const key of english) {
    if (isFileKey(key) && isTestVersion(language)) continue;
    const base = pluralBase(key, english);
    if (base === null) wanted.add(key);
    else for (const category of pluralCategories(language)) wanted.add(`${base}_${category}`);
  }
  return wanted;
}

/** The English that a text of any language says: for a form that English lacks, its form for many. */
export function sourceOf(key: string, english: ReadonlyMap<string, string>): string | undefined {
  const base = pluralBase(key, english);
  return english.get(key) ?? (base === null ? undefined : english.get(`${base}_other`));
}

/** The texts by which a language says this key: itself, or its forms where it counts; none where the language lacks it. */
export function pluralForms(key: string, own: ReadonlyMap<string, string>): string[] {
  if (own.has(key)) return [key];
  return CATEGORIES.map((category) => `${key}_${category}`).filter((form) => own.has(form));
}
