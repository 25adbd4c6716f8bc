import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { FILE_LANGUAGES } from '../core/domain/language.ts';
import type { FileLanguage } from '../core/domain/languages.ts';
import { AUDIENCES, type Audience } from '../core/reports/document.ts';
import { REPORT_KINDS, type ReportKind } from '../core/reports/report.ts';
import { REPORT_NAMES, reportOf } from '../core/reports.ts';
import { type ExportedFile, type ExportWanted, exportReport, formatsOf } from '../files/export-report.ts';
import { FORMATS, type FormatName } from '../files/formats.ts';
import { beside } from './beside.ts';
import { refused } from './say-refusal.ts';
import { keepHeapSmall } from './small-heap.ts';
import { writeOut } from './write-out.ts';

type Options = {
  what: string;
  kind: ReportKind;
  from?: string;
  to?: string;
  offer?: string;
  format?: FormatName;
  lang: FileLanguage;
  facing?: FileLanguage;
  out: string;
  withText?: boolean;
  for?: Audience;
  purpose?: string;
  hxl?: boolean;
};

export function addExport(program: Command): void {
  program
    .command('export')
    .description(
      'Write lists and figures for programme leads. Every export is recorded. Sensitive items, and what is linked to them, are never in it, but for one rounded figure a quarter in the summary.',
    )
    .addOption(
      new Option('--what <what>', 'items: a row each; summary: figures by group; the rest: of an offer')
        .choices(REPORT_NAMES)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--kind <kind>', 'which items').choices(REPORT_KINDS).default('all'))
    .option('--from <date>', 'first day, such as 2026-03-01 or 1.3.2026. (for items and summary)')
    .option('--to <date>', 'last day, included (for items and summary)')
    .option('--offer <code>', 'which offer, such as T-7K3QM9 (needed for participants and attendance)')
    .addOption(
      new Option(
        '--format <format>',
        'csv; of summary also docx, html and pdf; of attendance, pdf, a sheet to sign',
      ).choices(FORMATS.map(({ name }) => name)),
    )
    .addOption(
      new Option('--lang <language>', 'of headings, labels and sentences').choices(FILE_LANGUAGES).default('en'),
    )
    .addOption(
      new Option('--facing <language>', 'in a pdf of summary: a second language beside it').choices(FILE_LANGUAGES),
    )
    .requiredOption('--out <file>', 'where to write it, a CSV with its dictionary beside it, or - for standard output')
    .addOption(
      new Option(
        '--for <audience>',
        'sharing: protected figures, the default of summary; internal: exact figures, and whatever has a row a person or item',
      ).choices(AUDIENCES),
    )
    .option('--purpose <text>', 'what it is taken for: written down with who took it')
    .option('--with-text', 'add the residents’ words (never those of sensitive items)')
    .option(
      '--hxl',
      'add the HXL row under the header of a CSV, and leave nothing but numbers and dates under their tags',
    )
    .action((options: Options, command: Command) => {
      const wanted = asked(options, command);
      keepHeapSmall();
      return beside(async ({ line, texts }) => {
        const file = await exportReport(line, texts, 'console', wanted);
        if (!file.ok) throw refused(file);
        if (options.out === '-') await pipeline(file.value.stream, process.stdout, { end: false });
        else await writeWith(options.out, file.value);
        // Beside the file, which may be going to standard output.
        if (reportOf(options.what).of !== 'period') process.stderr.write(`${file.value.remark}\n`);
      });
    });
}

/** The file, and then what says what is in it: a dictionary without its file would be of nothing. */
async function writeWith(out: string, { stream, beside: and }: ExportedFile): Promise<void> {
  await writeOut(out, stream);
  for (const { name, text } of and(basename(out))) await writeOut(join(dirname(out), name), text);
}

/** What is to be made; what is missing for it is wrong usage, said before anything is opened. */
function asked(options: Options, command: Command): ExportWanted {
  const { what, kind, from, to, offer = '', format, lang: language, facing, hxl = false, withText = false } = options;
  const { for: audience, purpose } = options;
  const terms = { what, format, language, facing, hxl, audience, purpose };
  const report = reportOf(what);
  const formats = formatsOf(report).map(({ name }) => name);
  if (format !== undefined && !formats.includes(format))
    return command.error(`error: --what ${what} is written as ${formats.join(' or ')}`);
  if (report.of === 'offer' && offer === '') return command.error(`error: --what ${what} needs --offer`);
  if (report.of !== 'period') return { ...terms, offer };
  if (from === undefined || to === undefined) return command.error(`error: --what ${what} needs --from and --to`);
  return { ...terms, kind, from, to, withText };
}
