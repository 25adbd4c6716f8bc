import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../core/domain/codes.ts';
import { checkLocales } from '../core/i18n/check.ts';
import { exportStrings } from '../core/i18n/export.ts';
import { importStrings, withReviews, writeStrings } from '../core/i18n/import.ts';
import { checkWords, countWords, readWordLists, withWordNotes } from '../core/i18n/known-words.ts';
import { loadReaders } from '../core/i18n/readers.ts';
import { loadReview, loadReviewed, saveReview } from '../core/i18n/review.ts';
import { sayApproved } from '../core/i18n/say-approved.ts';
import { LOCALES_DIR, readLocales, SOURCE_LANGUAGE } from '../core/i18n/texts.ts';
import { Refused } from '../run/foundation.ts';
import { readGiven } from './read-given.ts';
import { addReviewOfTexts } from './review-of-texts.ts';

const languageOption = () =>
  new Option('--lang <language>', 'which translation').choices(LANGUAGES).makeOptionMandatory();

export function addLocales(program: Command): void {
  const locales = program
    .command('locales')
    .description('The texts people read: check them, and send them to translators and back.');
  locales
    .command('check')
    .description(
      'Keys, placeholders, lengths, scripts, plurals, words not to use, words that no source has; and how much is approved.',
    )
    .action(check);
  locales
    .command('notes')
    .description('Write into the review which words of a test version are unsure, text by text, and why.')
    .action(writeNotes);
  locales
    .command('export')
    .description('Write one language beside its English as a spreadsheet (CSV) for a translator.')
    .addOption(languageOption())
    .requiredOption('--out <file>', 'where to write it, or - for standard output')
    .action(exportOne);
  locales
    .command('import')
    .description(
      'Take a translator’s spreadsheet back. Nothing is changed when a row is wrong; every wrong row is named.',
    )
    .addOption(languageOption())
    .argument('<file>')
    .action(importOne);
  addReviewOfTexts(locales);
}

async function check(): Promise<void> {
  const { strings } = readLocales(LOCALES_DIR);
  const { lists, problems: ofLists } = readWordLists(LOCALES_DIR);
  const problems = [...checkLocales(strings), ...ofLists, ...checkWords(strings, loadReview(LOCALES_DIR), lists)];
  for (const { level, language, key, message } of problems)
    process.stdout.write(`${level}: ${language} ${key}: ${message}\n`);
  for (const { language, attested, unsure, texts } of countWords(strings, lists))
    process.stdout.write(
      `${language}: content words attested in a named Kosovo source: ${attested}; marked unsure: ${unsure}, in ${texts} texts.\n`,
    );
  const errors = problems.filter((problem) => problem.level === 'error').length;
  if (errors > 0) throw new Refused(`Wrong texts: ${errors}.`);
  for (const line of sayApproved(loadReviewed(LOCALES_DIR, strings))) process.stdout.write(`${line}\n`);
  process.stdout.write('The texts are in order.\n');
}

async function writeNotes(): Promise<void> {
  notesInStep();
  process.stdout.write('The notes name every unsure word.\n');
}

function notesInStep(): void {
  const { strings } = readLocales(LOCALES_DIR);
  saveReview(LOCALES_DIR, withWordNotes(loadReview(LOCALES_DIR), strings, readWordLists(LOCALES_DIR).lists));
}

async function exportOne({ lang, out }: { lang: Language; out: string }): Promise<void> {
  const { strings } = readLocales(LOCALES_DIR);
  const csv = exportStrings(
    strings.get(SOURCE_LANGUAGE) ?? new Map(),
    strings.get(lang) ?? new Map(),
    lang,
    loadReview(LOCALES_DIR),
    loadReaders(LOCALES_DIR),
  );
  if (out === '-') process.stdout.write(csv);
  else await writeFile(out, csv);
}

async function importOne(file: string, { lang }: { lang: Language }): Promise<void> {
  const english = readLocales(LOCALES_DIR).strings.get(SOURCE_LANGUAGE) ?? new Map();
  const imported = importStrings(await readGiven(file), english);
  if (!imported.ok) {
    for (const { row, key, message } of imported.problems) process.stderr.write(`row ${row} ${key}: ${message}\n`);
    throw new Refused(`Nothing was changed. Wrong rows: ${imported.problems.length}.`);
  }
  writeStrings(LOCALES_DIR, lang, imported.strings);
  saveReview(LOCALES_DIR, withReviews(loadReview(LOCALES_DIR), lang, imported.reviewed));
  notesInStep();
  process.stdout.write(`Texts of ${lang} taken over: ${imported.strings.size}.\n`);
}
