/*
 * Texts that nothing says. A key stands in the source as it is, or is put together there: `privacy:${name}`. What is put together counts by its
 * pattern, where each part that is put in is itself a word of the source: in quotation marks, or a name in a list of the domain.
 */

import { isFileKey, isStaffKey } from './rules.ts';
import type { SourceFile } from './translating/find-uses.ts';

type Spoken = { words: ReadonlySet<string>; patterns: readonly RegExp[]; namespaces: ReadonlySet<string> };

/** Deeper nobody puts a key together. */
const DEEPEST = 3;

/** Keys (`namespace:key`) that no file of the source says, in their order. */
export function unusedKeys(keys: Iterable<string>, sources: readonly SourceFile[]): string[] {
  const spoken = readSpoken(sources);
  // Residents are spoken to by the core and the bots: a word of the page or of Slack is no part of a key of theirs.
  const own = readSpoken(sources.filter(({ path }) => !/^(?:sandbox|bots\/slack|core\/i18n)\//.test(path)));
  const onPage = new Set(sources.filter(({ path }) => PAGE.test(path)).flatMap(({ text }) => namesIn(text)));
  return [...keys].filter((key) => {
    if (ABOUT_TEXTS.test(key)) return false;
    const base = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
    const [namespace = '', rest = ''] = key.split(':');
    // The page takes its texts as a module, and each by its name, or a group of them by the group's.
    if (/^(?:phone|staff-page.*)$/.test(namespace)) return !onPage.has(rest.split('.')[0] ?? '');
    if (spoken.namespaces.has(namespace) || spoken.words.has(key) || spoken.words.has(base)) return false;
    if (isStaffKey(key) || isFileKey(key)) return ![base, key].some((one) => isSaid(one, spoken));
    // A resident's key names its namespace: `${kind}:${id}` is a key of something else.
    const named = { ...own, patterns: own.patterns.filter((pattern) => pattern.source.startsWith(`^${namespace}:`)) };
    return ![base, key].some((one) =>
      named.patterns.some((pattern) =>
        pattern
          .exec(one)
          ?.slice(1)
          .every((part) => isSaid(part, own, 1)),
      ),
    );
  });
}

/** What translators are told of a text or a value in one: called as those are. */
const ABOUT_TEXTS = /^staff-translating:(?:place|placeholder)\./;
const PAGE = /^sandbox\//;
const LISTS = /^core\/(?:domain\/|.*activity\.ts$)|^db\/schema\//;

function isSaid(key: string, spoken: Spoken, depth = 0): boolean {
  if (spoken.words.has(key)) return true;
  return (
    depth < DEEPEST &&
    spoken.patterns.some((pattern) =>
      pattern
        .exec(key)
        ?.slice(1)
        .every((part) => isSaid(part, spoken, depth + 1)),
    )
  );
}

function readSpoken(sources: readonly SourceFile[]): Spoken {
  const words = new Set<string>();
  const patterns = new Map<string, RegExp>();
  const namespaces = new Set<string>();
  for (const { path, text } of sources) {
    for (const [, single, double] of text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g))
      for (const word of wordsOf(single ?? double ?? '')) words.add(word);
    if (LISTS.test(path))
      for (const [, name = ''] of text.matchAll(/(?<![.\w])([a-z_]\w*)\s*:(?!:)/gi)) words.add(name);
    for (const template of templatesIn(text)) {
      const fixed = template.split(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/);
      if (fixed.length === 1) for (const word of wordsOf(template)) words.add(word);
      // A sentence, a path or markup is no key; and what is held together by a line alone would be any.
      else if (/^[\w:.-]+$/.test(fixed.join('')) && /[:.]|[a-z]{3}/i.test(fixed.join('')))
        patterns.set(template, patternOf(fixed));
    }
    for (const [, namespace = ''] of text.matchAll(/\bkeysOf\('([\w-]+)'\)/g)) namespaces.add(namespace);
  }
  return { words, patterns: [...patterns.values()], namespaces };
}

/** Those that stand in others too. */
const templatesIn = (text: string): string[] =>
  [/`((?:[^`\\]|\\.)*)`/g, /`([\w:.-]*(?:\$\{[^{}`]*\}[\w:.-]*)+)`/g].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, template = '']) => template),
  );

/** A list in one string is its words too. */
const wordsOf = (quoted: string): string[] => [quoted, ...quoted.split(/\s+/)];

/** Names of properties, of codes without quotation marks, and of what is taken from an object. */
const namesIn = (text: string): string[] => text.match(/[a-z_]\w*/gi) ?? [];

const patternOf = (fixed: string[]): RegExp =>
  new RegExp(`^${fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`);
