import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { LANGUAGES } from '../domain/codes.ts';
import { isTestVersion } from '../domain/language.ts';
import type { Problem } from './check.ts';
import type { LocaleStrings, Review, ReviewEntry } from './review.ts';
import { isStaffKey, MULTILINGUAL } from './rules.ts';

/**
 * Where nobody vouches for a language yet, each word of its texts is one that a named source has, or is marked unsure with the reason.
 * Both stand in locales/<language>-words.csv (form, headword, source, why), the sources in <language>-sources.csv.
 */
export type Word = { form: string; headword: string; source: string; why: string };
export type WordList = ReadonlyMap<string, Word>;
export type WordLists = ReadonlyMap<string, WordList>;

const UNSURE = 'unsure';
/** Of a person, a place or a thing: the same in every language, and no word of this one. */
const NAME = 'name';

const WORD_COLUMNS = ['form', 'headword', 'source', 'why'] as const;
const SOURCE_COLUMNS = ['code', 'source'] as const;

/** The lists of all languages that need one, and what is wrong with the files. */
export function readWordLists(localesDir: string): { lists: WordLists; problems: Problem[] } {
  const read = LANGUAGES.filter(isTestVersion).map((language) => {
    const file = (name: string) => {
      const path = join(localesDir, `${language}-${name}.csv`);
      return existsSync(path) ? readFileSync(path, 'utf8') : '';
    };
    return { language, ...wordListFrom(file('words'), file('sources')) };
  });
  return {
    lists: new Map(read.map(({ language, words }) => [language, words])),
    problems: read.flatMap(({ language, problems }) =>
      problems.map((message) => ({ level: 'error' as const, language, key: `${language}-words.csv`, message })),
    ),
  };
}

export function wordListFrom(wordsCsv: string, sourcesCsv: string): { words: WordList; problems: string[] } {
  const rows = table(wordsCsv, WORD_COLUMNS);
  const codes = new Set(table(sourcesCsv, SOURCE_COLUMNS).map(({ code }) => code));
  const words = new Map<string, Word>();
  const problems: string[] = rows.length === 0 ? [`has no words under ${WORD_COLUMNS.join(', ')}`] : [];
  rows.forEach((row, index) => {
    const message = words.has(row.form) ? 'stands in it twice' : wrongWith(row, codes);
    if (message) problems.push(`row ${index + 2}, “${row.form}”: ${message}`);
    words.set(row.form, row);
  });
  return { words, problems };
}

function wrongWith({ form, headword, source, why }: Word, codes: ReadonlySet<string>): string | null {
  if (form === '' || form !== form.toLowerCase().normalize('NFC')) return 'a form is written small, in NFC';
  if (headword === '') return 'has no headword';
  if (/[[\]]/.test(why)) return 'the reason has brackets';
  if (source === UNSURE) return why === '' ? 'is unsure, and does not say why' : null;
  if (source === NAME) return null;
  const unknown = source.split(' ').filter((code) => !codes.has(code));
  return unknown.length === 0 ? null : `its source is none that is listed: ${unknown.join(', ') || 'nothing'}`;
}

function table<Column extends string>(csv: string, columns: readonly Column[]): Record<Column, string>[] {
  const [header = [], ...rows]: string[][] = parse(csv, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  if (columns.some((column) => !header.includes(column))) return [];
  const at = (row: string[], column: Column) => (row[header.indexOf(column)] ?? '').trim();
  return rows.map(
    (row) => Object.fromEntries(columns.map((column) => [column, at(row, column)])) as Record<Column, string>,
  );
}

/** The words of a text, small, each once. No placeholder, command, figure or acronym is one. */
export function wordsIn(text: string): string[] {
  const bare = text.normalize('NFC').replace(/\{\{[^{}]*\}\}|(?<!\S)\/[a-z]+|\p{Extended_Pictographic}/gu, ' ');
  const words = (bare.match(/\p{L}+/gu) ?? []).filter((word) => word.length === 1 || word !== word.toUpperCase());
  return [...new Set(words.map((word) => word.toLowerCase()))];
}

function* textsOf(strings: LocaleStrings, language: string): Generator<[key: string, text: string]> {
  for (const [key, text] of strings.get(language) ?? [])
    if (!isStaffKey(key) && !MULTILINGUAL.test(key)) yield [key, text];
}

/** Words that no list has, and notes that do not name the unsure words of their text. */
export function checkWords(strings: LocaleStrings, review: Review, lists: WordLists): Problem[] {
  const problems: Problem[] = [];
  for (const [language, list] of lists) {
    const add = (key: string, message: string) => problems.push({ level: 'error', language, key, message });
    for (const [key, text] of textsOf(strings, language)) {
      const unknown = wordsIn(text).filter((word) => !list.has(word));
      for (const word of unknown)
        add(key, `has the word “${word}”: name its source in locales/${language}-words.csv, or why it is unsure`);
      const noted = noteOnWords(review[language]?.strings[key]?.note);
      if (unknown.length === 0 && noted !== noteFor(text, list))
        add(key, 'has a note that does not name its unsure words: run `npm run -s line -- locales notes`');
    }
  }
  return problems;
}

export type WordCount = { language: string; attested: number; unsure: number; texts: number };

/** Of the words that stand in a language's texts, names left out; and how many texts hold an unsure one. */
export function countWords(strings: LocaleStrings, lists: WordLists): WordCount[] {
  return [...lists].map(([language, list]) => {
    const texts = [...textsOf(strings, language)].map(([, text]) => wordsIn(text));
    const used = [...new Set(texts.flat())].flatMap((word) => list.get(word) ?? []);
    return {
      language,
      attested: used.filter(({ source }) => source !== UNSURE && source !== NAME).length,
      unsure: used.filter(({ source }) => source === UNSURE).length,
      texts: texts.filter((words) => words.some((word) => list.get(word)?.source === UNSURE)).length,
    };
  });
}

/** The part of a note that is made from the list stands at its end, in brackets; what a person wrote stands before it. */
const MADE = /\s*\[unsure: [^[\]]*\]$/;

const noteOnWords = (note = ''): string => MADE.exec(note)?.[0].trim() ?? '';

function noteFor(text: string, list: WordList): string {
  const unsure = wordsIn(text)
    .flatMap((word) => list.get(word) ?? [])
    .filter(({ source }) => source === UNSURE);
  return unsure.length === 0 ? '' : `[unsure: ${unsure.map(({ form, why }) => `${form} (${why})`).join('; ')}]`;
}

/** Says in the note of every text which of its words are unsure and why. */
export function withWordNotes(review: Review, strings: LocaleStrings, lists: WordLists): Review {
  const next = structuredClone(review);
  for (const [language, list] of lists) {
    const of = next[language] ?? { default: { state: 'machine' as const }, strings: {} };
    const made = new Map([...textsOf(strings, language)].map(([key, text]) => [key, noteFor(text, list)]));
    const keys = new Set([...Object.keys(of.strings), ...made.keys()]);
    const entries = [...keys].map((key) => [key, noted(of.strings[key] ?? {}, made.get(key) ?? '')] as const);
    next[language] = { ...of, strings: Object.fromEntries(entries.filter(([, entry]) => isKnown(entry))) };
  }
  return next;
}

function noted({ note, ...entry }: ReviewEntry, made: string): ReviewEntry {
  const whole = [(note ?? '').replace(MADE, ''), made].filter((part) => part !== '').join(' ');
  if (whole === '') return entry;
  return { ...(entry.readings ? {} : { state: 'machine' as const }), ...entry, note: whole };
}

const isKnown = ({ state: _state, ...rest }: ReviewEntry): boolean => Object.keys(rest).length > 0;
