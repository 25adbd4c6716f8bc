import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkLocales, type Problem } from '../core/i18n/check.ts';
import { checkWords, countWords, readWordLists, withWordNotes } from '../core/i18n/known-words.ts';
import { checkRecordings, sayRecordings } from '../core/i18n/recordings.ts';
import { type LocaleStrings, loadReview, loadReviewed, saveReview } from '../core/i18n/review.ts';
import { sayApproved } from '../core/i18n/say-approved.ts';
import { LOCALES_DIR, readLocales, SOURCE_LANGUAGE } from '../core/i18n/texts.ts';
import { unusedKeys } from '../core/i18n/translating/find-uses.ts';
import { checkWordChoices, readWordChoices, wordsPage } from '../core/i18n/word-choices.ts';
import { Refused } from '../run/foundation.ts';
import { readSource } from './read-source.ts';
import { addReviewOfTexts } from './review-of-texts.ts';
import { addTranslating } from './translating.ts';

export function addLocales(program: Command): void {
  const locales = program
    .command('locales')
    .description('The texts people read: check them, and send them to translators and back.');
  locales
    .command('check')
    .description(
      'Keys, placeholders, lengths, scripts, plurals, words not to use, words that no source has, texts that nothing says; and how much is approved.',
    )
    .action(check);
  locales
    .command('notes')
    .description('Write into the review which words of a test version are unsure, text by text, and why.')
    .action(writeNotes);
  locales
    .command('words')
    .description('Make docs/words.md anew: one word for one thing in each language, with the words not to use.')
    .action(writeWordsPage);
  addTranslating(locales, notesInStep);
  addReviewOfTexts(locales);
}

async function check(): Promise<void> {
  const { strings } = readLocales(LOCALES_DIR);
  const reviewed = loadReviewed(LOCALES_DIR, strings);
  const { lists, problems: ofLists } = readWordLists(LOCALES_DIR);
  const problems = [
    ...checkLocales(strings),
    ...unused(strings.get(SOURCE_LANGUAGE) ?? new Map()),
    ...ofLists,
    ...checkWords(strings, loadReview(LOCALES_DIR), lists),
    ...checkRecordings(LOCALES_DIR, reviewed),
    ...checkWordChoices(strings, readWordChoices(LOCALES_DIR)),
    ...pageInStep(strings),
  ];
  for (const { level, language, key, message } of problems)
    process.stdout.write(`${level}: ${language} ${key}: ${message}\n`);
  for (const { language, attested, unsure, texts } of countWords(strings, lists))
    process.stdout.write(
      `${language}: content words attested in a named Kosovo source: ${attested}; marked unsure: ${unsure}, in ${texts} texts.\n`,
    );
  const errors = problems.filter((problem) => problem.level === 'error').length;
  if (errors > 0) throw new Refused(`Wrong texts: ${errors}.`);
  for (const line of [...sayApproved(reviewed), ...sayRecordings(LOCALES_DIR, reviewed)])
    process.stdout.write(`${line}\n`);
  process.stdout.write('The texts are in order.\n');
}

const WORDS_PAGE = join(LOCALES_DIR, '..', 'docs', 'words.md');

/** An installation has no docs. */
function pageInStep(strings: LocaleStrings): Problem[] {
  if (!existsSync(WORDS_PAGE) || readFileSync(WORDS_PAGE, 'utf8') === wordsPage(strings, readWordChoices(LOCALES_DIR)))
    return [];
  const message = 'is not made of these texts: run `npm run -s line -- locales words`';
  return [{ level: 'error', language: SOURCE_LANGUAGE, key: 'docs/words.md', message }];
}

async function writeWordsPage(): Promise<void> {
  wordsInStep();
  process.stdout.write('docs/words.md is in step with the texts.\n');
}

function wordsInStep(): void {
  if (!existsSync(WORDS_PAGE)) return;
  writeFileSync(WORDS_PAGE, wordsPage(readLocales(LOCALES_DIR).strings, readWordChoices(LOCALES_DIR)));
}

/** Where the source is beside the texts: an installation has none. */
const SOURCE_DIR = join(LOCALES_DIR, '..', 'src');

function unused(english: ReadonlyMap<string, string>): Problem[] {
  if (!existsSync(SOURCE_DIR)) return [];
  const message = 'is said by nothing in src: take it out of every language, or say it';
  return unusedKeys(english.keys(), readSource(SOURCE_DIR)).map((key) => ({
    level: 'error',
    language: SOURCE_LANGUAGE,
    key,
    message,
  }));
}

async function writeNotes(): Promise<void> {
  notesInStep();
  process.stdout.write('The notes name every unsure word.\n');
}

function notesInStep(): void {
  const { strings } = readLocales(LOCALES_DIR);
  saveReview(LOCALES_DIR, withWordNotes(loadReview(LOCALES_DIR), strings, readWordLists(LOCALES_DIR).lists));
  wordsInStep();
}
