import { type Command, InvalidArgumentError } from 'commander';
import { isCall, missingLanguages, OFFER_KINDS } from '../core/domain/offers/offer.ts';
import type { Sheet, SheetProblem } from '../core/domain/offers/sheet.ts';
import type { Refusal } from '../core/domain/result.ts';
import { learnLanguages } from '../core/i18n/tell-language.ts';
import { loadTexts, type Texts } from '../core/i18n/texts.ts';
import { doubtedLanguages } from '../core/offers/doubted-languages.ts';
import { listOffers } from '../core/offers/list-offers.ts';
import type { OfferEntry } from '../core/offers/offer-facts.ts';
import type { ReadOffer } from '../core/offers/read-offers.ts';
import { checkOffersSheet, type ImportRefusal, importOffers } from '../core/offers/sheet/import-offers.ts';
import { sheetNotes } from '../core/offers/sheet/sheet-notes.ts';
import { readSpreadsheet } from '../files/read-spreadsheet.ts';
import { type Foundation, Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';
import { refused } from './say-refusal.ts';

type ImportOptions = { dryRun?: boolean; publish?: boolean; withHidden?: boolean };

const MOST_LISTED = 1000;

export function addOffers(program: Command): void {
  const offers = program.command('offers').description('Trainings, placements and grant calls from a spreadsheet.');
  offers
    .command('import')
    .description('Take offers from a spreadsheet, a row each. One problem in any row, and nothing is taken.')
    .argument('<file>', 'XLSX or CSV; "offers template" makes an empty one')
    .option('--dry-run', 'say every problem by row, or what would be imported, and change nothing')
    .option(
      '--with-hidden',
      'take rows, columns and sheets too that the spreadsheet hides; without it they are left out and named',
    )
    .option('--publish', 'show them to residents at once instead of keeping them as drafts')
    .action((file: string, options: ImportOptions) => importFile(file, options));
  offers
    .command('list')
    .description('Every offer that is not over: code, kind, state, taken seats of all and how many wait, title.')
    .option('--over', 'those that are finished or cancelled')
    .action(({ over = false }: { over?: boolean }) => list(over));
  offers
    .command('template')
    .description('Write an empty spreadsheet with all columns and one invented row, which an import leaves out.')
    .argument('<file>', 'a new file ending in .xlsx or .csv', parseTemplateName)
    .action(template);
}

function importFile(
  file: string,
  { dryRun = false, publish = false, withHidden = false }: ImportOptions,
): Promise<void> {
  return beside(async ({ line, texts }) => {
    const sheet = await readSpreadsheet(file, { hidden: withHidden });
    if (!sheet.ok) throw new Refused(`${file}: ${texts.say('en', `staff-import:files.${sheet.code}`, sheet.values)}`);
    for (const { code, values } of sheetNotes(sheet.value)) say(texts.say('en', `staff-import:notes.${code}`, values));
    if (dryRun) return sayWhatWould(line, texts, sheet.value);
    const doubts = await doubtsOf(line, texts, sheet.value);
    const imported = await importOffers(line, 'console', sheet.value, { publish });
    if (!imported.ok) throw sayProblems(imported, texts);
    for (const { code, ownCode } of imported.value.offers) say(`${code}\t${ownCode}`);
    for (const doubt of doubts) say(doubt);
    const key = imported.value.published ? 'published' : 'imported';
    say(texts.say('en', `staff-import:done.${key}`, { offers: imported.value.offers.length }));
  });
}

async function sayWhatWould(line: Foundation['line'], texts: Texts, sheet: Sheet): Promise<void> {
  const checked = await checkOffersSheet(line, sheet);
  if (!checked.ok) throw sayProblems(checked, texts);
  for (const { row, draft } of checked.value) {
    const languages = missingLanguages(draft.texts).join(', ');
    if (languages !== '') say(texts.say('en', 'staff-import:done.languages', { row, languages }));
  }
  for (const doubt of saidDoubts(checked.value, texts)) say(doubt);
  say(texts.say('en', 'staff-import:done.would', { offers: checked.value.length }));
}

/** Read before anything is imported: afterwards the same rows are refused for their own codes. */
async function doubtsOf(line: Foundation['line'], texts: Texts, sheet: Sheet): Promise<string[]> {
  const checked = await checkOffersSheet(line, sheet);
  return checked.ok ? saidDoubts(checked.value, texts) : [];
}

/** Never a reason not to import: who wrote it may mean it. */
function saidDoubts(offers: readonly ReadOffer[], texts: Texts): string[] {
  const tell = learnLanguages(texts);
  return offers.flatMap(({ row, draft }) =>
    doubtedLanguages(draft, tell).map(({ language, seems }) =>
      texts.say('en', 'staff-import:done.seems', {
        row,
        language: texts.say('en', `staff-offers:text_language.${language}`),
        seems: texts.say('en', `staff-offers:text_language.${seems}`),
      }),
    ),
  );
}

/** The problems go to standard output, a line each, and how many there are becomes the one line of the refusal. */
function sayProblems(
  refusal: ImportRefusal | Refusal<'role_needed' | 'own_code_taken' | 'try_again'>,
  texts: Texts,
): Refused {
  if (!('problems' in refusal)) return refused(refusal);
  for (const problem of refusal.problems) say(sentenceOf(problem, texts));
  const rows = new Set(refusal.problems.map(({ row }) => row)).size;
  return new Refused(texts.say('en', 'staff-import:done.nothing', { problems: refusal.problems.length, rows }));
}

function sentenceOf({ row, heading, code, values }: SheetProblem, texts: Texts): string {
  const sentence = texts.say('en', `staff-import:problems.${code}`, values);
  const where = row === null ? 'file' : heading === '' ? 'row' : 'cell';
  return texts.say('en', `staff-import:where.${where}`, { row: row ?? '', heading, say: sentence });
}

function list(over: boolean): Promise<void> {
  return beside(async ({ line }) => {
    const listed = await listOffers(line, 'console', OFFER_KINDS, MOST_LISTED, over);
    if (!listed.ok) throw refused(listed);
    for (const entry of listed.value.entries) say(lineOf(entry));
  });
}

function lineOf({ facts, state, seated, offered, waiting }: OfferEntry): string {
  const seats = isCall(facts) || facts.seats === null ? '-' : `${seated + offered}/${facts.seats}+${waiting}`;
  const text = facts.texts.en ?? Object.values(facts.texts)[0];
  return [facts.code, facts.kind, state, seats, text?.title ?? ''].join('\t');
}

async function template(file: string): Promise<void> {
  const texts = loadTexts();
  const { writeTemplate } = await import('../files/write-template.ts');
  const written = await writeTemplate(file, file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx', texts);
  if (!written.ok) throw new Refused(texts.say('en', `staff-import:files.${written.code}`));
  say(texts.say('en', 'staff-import:done.template', { file }));
}

function parseTemplateName(file: string): string {
  if (!/\.(xlsx|csv)$/i.test(file)) throw new InvalidArgumentError('Its name must end in .xlsx or .csv.');
  return file;
}

const say = (sentence: string): boolean => process.stdout.write(`${sentence}\n`);
