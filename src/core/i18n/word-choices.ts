import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { LANGUAGES } from '../domain/codes.ts';
import { madeFrom, rowOf } from '../domain/language.ts';
import type { Problem } from './check.ts';
import type { LocaleStrings } from './review.ts';
import { isStaffKey, MULTILINGUAL } from './rules.ts';

/*
 * One word for one thing in each language: locales/words.csv has the word, those that are not to be used for it, and of these the ones that are
 * refused wherever they stand. docs/words.md is made of it and of the texts, with the answers to who read them closely (word-answers.csv).
 */

/** `refused`: forms with `;` between them, small, with `*` for any ending. The rest of `not` is wrong in this sense alone. */
export type WordChoice = { language: string; thing: string; word: string; not: string; refused: string };
export type WordAnswer = { language: string; about: string; done: string; why: string };
export type WordChoices = { words: readonly WordChoice[]; answers: readonly WordAnswer[] };

export function readWordChoices(localesDir: string): WordChoices {
  const read = (name: string): Record<string, string>[] => {
    const path = join(localesDir, name);
    return existsSync(path) ? parse(readFileSync(path, 'utf8'), { bom: true, columns: true, trim: true }) : [];
  };
  const cell = (row: Record<string, string>, name: string) => (row[name] ?? '').normalize('NFC');
  return {
    words: read('words.csv').map((row) => ({
      language: cell(row, 'language'),
      thing: cell(row, 'thing'),
      word: cell(row, 'word'),
      not: cell(row, 'not'),
      refused: cell(row, 'refused'),
    })),
    answers: read('word-answers.csv').map((row) => ({
      language: cell(row, 'language'),
      about: cell(row, 'about'),
      done: cell(row, 'done'),
      why: cell(row, 'why'),
    })),
  };
}

const bare = (text: string): string => text.replace(/\{\{[^{}]*\}\}/g, ' ');

const formsOf = ({ refused }: WordChoice): string[] =>
  refused
    .split(';')
    .map((form) => form.trim())
    .filter((form) => form !== '');

const asPattern = (form: string): RegExp =>
  new RegExp(`(?<!\\p{L})${form.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '\\p{L}*')}(?!\\p{L})`, 'iu');

/** Words of the texts that the list rules out, and what is wrong with the list itself. */
export function checkWordChoices(strings: LocaleStrings, { words }: WordChoices): Problem[] {
  const problems: Problem[] = [];
  const add = (language: string, key: string, message: string) =>
    problems.push({ level: 'error', language, key, message });
  const ruled = words.flatMap((choice) =>
    formsOf(choice).map((form) => ({ ...choice, form, pattern: asPattern(form) })),
  );
  const named = new Set<string>();
  words.forEach(({ language, thing, word }, index) => {
    const row = `words.csv row ${index + 2}`;
    if (!rowOf(language)?.residents || madeFrom(language))
      add(language, row, 'is of no language that texts are written in');
    if (thing === '' || word === '') add(language, row, 'has no thing, or no word for it');
    if (named.has(`${language} ${thing}`)) add(language, row, `names “${thing}” twice: one word for one thing`);
    named.add(`${language} ${thing}`);
  });
  for (const language of LANGUAGES) {
    const from = madeFrom(language);
    const own = ruled.filter((choice) => choice.language === (from?.language ?? language));
    for (const [key, text] of strings.get(language) ?? []) {
      if (isStaffKey(key) || MULTILINGUAL.test(key)) continue;
      const said = bare(from ? from.back(text) : text);
      for (const { pattern, thing, word } of own) {
        const found = pattern.exec(said);
        if (found) add(language, key, `says “${found[0]}”; the word for “${thing}” is “${word}” (locales/words.csv)`);
      }
    }
  }
  return problems;
}

const HEAD = `# Words

One word for one thing, in each language. This page is made by \`npm run -s line -- locales words\` from \`locales/words.csv\`, \`locales/word-answers.csv\` and the texts;
\`locales check\` says when it is not in step, and refuses the words in bold wherever they stand. The other words are wrong in this sense alone.
No native speaker has confirmed a row: each is what a close reading came to. A speaker changes the list first and the texts with it.
`;

/** The page, in Markdown. */
export function wordsPage(strings: LocaleStrings, { words, answers }: WordChoices): string {
  const english = strings.get('en');
  const languages = [...new Set(words.map(({ language }) => language))];
  const nameOf = (language: string) => english?.get(`codes:language.${language}`) ?? language;
  const sections = languages.flatMap((language) => [
    `## ${nameOf(language)} (${language})\n`,
    table(
      ['thing', 'word', 'stands in', 'not'],
      words
        .filter((choice) => choice.language === language)
        .map((choice) => [choice.thing, choice.word, firstKey(strings.get(language), choice.word), notWords(choice)]),
    ),
  ]);
  const answered = languages.flatMap((language) => [
    `### ${nameOf(language)}\n`,
    table(
      ['texts', 'what was done', 'why'],
      answers.filter((answer) => answer.language === language).map(({ about, done, why }) => [about, done, why]),
    ),
  ]);
  const lead =
    'What a close reading proposed and was decided otherwise, or had no one way. Everything else of it was done as proposed.';
  return `${[HEAD, ...sections, '## Answers to the close reading\n', `${lead}\n`, ...answered].join('\n').trimEnd()}\n`;
}

const table = (heads: string[], rows: string[][]): string =>
  `${[heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n')}\n`;

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function notWords(choice: WordChoice): string {
  const patterns = formsOf(choice).map(asPattern);
  return choice.not
    .split(/(?<=[,;])\s*/)
    .map((one) => {
      const [, word = '', after = ''] = /^(.*?)([,;]?)$/.exec(one) ?? [];
      return patterns.some((pattern) => pattern.exec(word)?.[0] === word) ? `**${word}**${after}` : one;
    })
    .join(' ');
}

/** The first text that has the word, by its beginning: endings change. */
function firstKey(texts: ReadonlyMap<string, string> | undefined, word: string): string {
  const [first = ''] = word.split(/[;,(:]|\s\+\s/);
  const stem = first
    .trim()
    .toLowerCase()
    .replace(/[aeiouë]$/u, '');
  if (stem.length < 2 || !texts) return '';
  const pattern = new RegExp(`(?<!\\p{L})${stem.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`, 'iu');
  const found = [...texts].find(([key, text]) => !MULTILINGUAL.test(key) && pattern.test(bare(text)));
  return found ? `\`${found[0]}\`` : '';
}
