/*
 * Which texts the source says, and where: one reader, which the check asks what nothing says, and whoever deletes a text where it is said. A key stands
 * in the source as it is, or is put together there: `privacy:${name}`. What is put together counts by its pattern, where each part that is put in is
 * itself a word of the source: in quotation marks, or a name in a list of the domain. Or a whole group of keys is read by how they begin.
 */

import { isFileKey, isStaffKey } from '../rules.ts';

/** A file of the source: its path and what is in it. */
export type SourceFile = { path: string; text: string };

/** Keys (`namespace:key`) that no file of the source says, in their order. */
export function unusedKeys(keys: Iterable<string>, sources: readonly SourceFile[]): string[] {
  const { isSaid } = readUses(sources);
  return [...keys].filter((key) => !ABOUT_TEXTS.test(key) && !isSaid(key));
}

/** Where the source says this key, `path:line`; empty for what `unusedKeys` names, and for nothing else. */
export const findUses = (sources: readonly SourceFile[], key: string): string[] => readUses(sources).placesOf(key);

/** What translators are told of a text or a value in one: called as those are. */
const ABOUT_TEXTS = /^staff-translating:(?:place|placeholder)\./;
const PAGE = /^(?:src\/)?sandbox\//;
const LISTS = /^(?:src\/)?(?:core\/(?:domain\/|.*activity\.ts$)|db\/schema\/)/;
/** What was said of a text that goes is no use of it. */
const WENT = /core\/i18n\/retired\.ts$/;
const NAMES_THAT_WENT = /^\s*'[^']+':/gm;
/** What these say of many keys is a rule, and no use of one. */
const RULES = /^(?:src\/)?core\/i18n\//;
/** Residents are spoken to by the core and the bots: a word of the page or of Slack is no part of a key of theirs. */
const NOT_TO_RESIDENTS = /^(?:src\/)?(?:sandbox|bots\/slack|core\/i18n)\//;
/** Deeper nobody puts a key together. */
const DEEPEST = 3;

type Spoken = { words: ReadonlySet<string>; patterns: readonly RegExp[]; groups: readonly string[] };

/** Reads the source once, for many questions. */
export function readUses(sources: readonly SourceFile[]) {
  const files = sources.map((file) => ({ ...file, said: readSpoken(file) }));
  const spoken = together(files);
  const own = together(files.filter(({ path }) => !NOT_TO_RESIDENTS.test(path)));
  const onPage = new Set(files.filter(({ path }) => PAGE.test(path)).flatMap(({ text }) => namesIn(text)));
  const isSaid = (key: string): boolean => {
    // The page takes its texts as a module, and each by its name, or a group of them by the group's.
    if (ON_PAGE.test(key)) return onPage.has(nameOnPage(key));
    return (
      isNamed(key, spoken) ||
      (isForStaff(key) ? isPutTogether(key, spoken, spoken) : isPutTogether(key, namedIn(own, key), own))
    );
  };
  const says = (key: string, { path, text }: SourceFile, said: Spoken): boolean => {
    if (ON_PAGE.test(key)) return PAGE.test(path) && namesIn(text).includes(nameOnPage(key));
    if (isNamed(key, said)) return true;
    if (!isForStaff(key)) return !NOT_TO_RESIDENTS.test(path) && isPutTogether(key, namedIn(said, key), own);
    // Whoever speaks to staff names the namespace once, and then what follows it.
    const rest = key.slice(key.indexOf(':') + 1);
    return isNamed(rest, said) || isPutTogether(rest, said, spoken) || isPutTogether(key, said, spoken);
  };
  const placesOf = (key: string): string[] => {
    if (!isSaid(key)) return [];
    return files
      .filter((file) => says(key, file, file.said))
      .flatMap(({ path, text }) => {
        const lines = text.split('\n').flatMap((line, index) => {
          const piece = { path, text: line };
          return says(key, piece, readSpoken(piece)) ? [`${path}:${index + 1}`] : [];
        });
        // Written over more lines than one.
        return lines.length > 0 ? lines : [path];
      });
  };
  return { isSaid, placesOf };
}

/** Any part of the source may put it together. */
const isForStaff = (key: string): boolean => isStaffKey(key) || isFileKey(key);

const ON_PAGE = /^(?:phone|staff-page[\w-]*):/;
const nameOnPage = (key: string): string => /:([^.]*)/.exec(key)?.[1] ?? '';

const isNamed = (key: string, { groups, words }: Spoken): boolean =>
  formsOf(key).some((form) => words.has(form)) || groups.some((group) => key.startsWith(group));

/** Itself, and without the form by which it counts. */
const formsOf = (key: string): [string, string] => [key, key.replace(/_(?:zero|one|two|few|many|other)$/, '')];

/** A resident's key names its namespace: `${kind}:${id}` is a key of something else. */
const namedIn = (spoken: Spoken, key: string): Spoken => {
  const [namespace = ''] = key.split(':');
  return { ...spoken, patterns: spoken.patterns.filter(({ source }) => source.startsWith(`^${namespace}:`)) };
};

/** By a pattern of these, of words of those. */
const isPutTogether = (key: string, { patterns }: Spoken, words: Spoken): boolean =>
  formsOf(key).some((form) => fits(form, patterns, words, 1));

const fits = (text: string, patterns: readonly RegExp[], words: Spoken, depth: number): boolean =>
  patterns.some((pattern) =>
    pattern
      .exec(text)
      ?.slice(1)
      .every((part) => words.words.has(part) || (depth < DEEPEST && fits(part, words.patterns, words, depth + 1))),
  );

const together = (files: readonly { said: Spoken }[]): Spoken => ({
  words: new Set(files.flatMap(({ said }) => [...said.words])),
  patterns: [...new Map(files.flatMap(({ said }) => said.patterns.map((one) => [one.source, one] as const))).values()],
  groups: [...new Set(files.flatMap(({ said }) => said.groups))],
});

function readSpoken({ path, text: whole }: SourceFile): Spoken {
  const text = WENT.test(path) ? whole.replace(NAMES_THAT_WENT, '') : whole;
  const templates = templatesIn(text).map((template) => template.split(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/));
  const quoted = [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g)];
  return {
    words: new Set([
      ...quoted.flatMap(([, single, double]) => wordsOf(single ?? double ?? '')),
      ...templates.filter(({ length }) => length === 1).flatMap(([all = '']) => wordsOf(all)),
      ...(LISTS.test(path) ? [...text.matchAll(/(?<![.\w])([a-z_]\w*)\s*:(?!:)/gi)].map(([, name = '']) => name) : []),
    ]),
    patterns: templates.filter(isKey).map(patternOf),
    groups: RULES.test(path) ? [] : groupsIn(text),
  };
}

/** A sentence, a path or markup is no key; and what is held together by a line alone would be any. */
const isKey = (fixed: string[]): boolean =>
  fixed.length > 1 && /^[\w:.-]+$/.test(fixed.join('')) && /[:.]|[a-z]{3}/i.test(fixed.join(''));

/** `keysOf('canned')`, `startsWith('canned:')`, `/^canned:/`: all keys that begin so, which code reads from the catalogue itself. */
const groupsIn = (text: string): string[] =>
  [
    [/\bkeysOf\('([\w-]+)'\)/g, ':'] as const,
    [/\bstartsWith\(['"`]([\w-]+:[\w.-]*)['"`]\)/g, ''] as const,
    [/\/\^([\w-]+:)\/[a-z]*\.test\(/g, ''] as const,
  ].flatMap(([pattern, end]) => [...text.matchAll(pattern)].map(([, group = '']) => group + end));

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
