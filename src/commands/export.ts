import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { Result } from '../core/domain/result.ts';
import { EXPORT_KINDS, EXPORTS, type ExportedFile, exportFile } from '../files/export-file.ts';
import { exportOffer, OFFER_EXPORTS } from '../files/export-offer.ts';
import { leftOutWords } from '../files/left-out.ts';
import type { Foundation } from '../run/foundation.ts';
import { beside } from './beside.ts';
import { refused } from './say-refusal.ts';

type OfPeriod = (typeof EXPORTS)[number];
type OfOffer = (typeof OFFER_EXPORTS)[number];
type Options = {
  what: OfPeriod | OfOffer;
  kind: (typeof EXPORT_KINDS)[number];
  from?: string;
  to?: string;
  offer?: string;
  format?: 'csv' | 'pdf';
  out: string;
  withText?: boolean;
  hxl: boolean;
};

export function addExport(program: Command): void {
  program
    .command('export')
    .description(
      'Write lists and figures for programme leads. Every export is recorded. Sensitive items, and what is linked to them, are never in it, but for one rounded figure a quarter in the summary.',
    )
    .addOption(
      new Option('--what <what>', 'items: a row each; summary: figures by group; the rest: of an offer')
        .choices([...EXPORTS, ...OFFER_EXPORTS])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--kind <kind>', 'which items').choices(EXPORT_KINDS).default('all'))
    .option('--from <date>', 'first day, such as 2026-03-01 (for items and summary)')
    .option('--to <date>', 'last day, included (for items and summary)')
    .option('--offer <code>', 'which offer, such as T-7K3QM9 (needed for participants and attendance)')
    .addOption(new Option('--format <format>', 'csv; of attendance, pdf').choices(['csv', 'pdf']))
    .requiredOption('--out <file>', 'where to write it, or - for standard output')
    .option('--with-text', 'add the residents’ words (never those of sensitive items)')
    .option('--no-hxl', 'leave out the HXL row under the header')
    .action((options: Options, command: Command) => {
      const make = asked(options, command);
      return beside(async (foundation) => {
        const file = await make(foundation);
        if (!file.ok) throw refused(file);
        await pipeline(
          file.value.stream,
          options.out === '-' ? process.stdout : createWriteStream(options.out, { mode: 0o600 }),
          { end: options.out !== '-' },
        );
        // Beside the file, which may be going to standard output.
        if (isOfOffer(options.what))
          process.stderr.write(`${leftOutWords(foundation.texts, options.what, file.value)}\n`);
      });
    });
}

/** What makes the file; what is missing for it is wrong usage, said before anything is opened. */
function asked(options: Options, command: Command): (on: Foundation) => Promise<Result<ExportedFile>> {
  const { what, kind, from, to, offer = '', hxl } = options;
  const format = what === 'attendance' ? 'pdf' : 'csv';
  if ((options.format ?? format) !== format) command.error(`error: --what ${what} is written as ${format}`);
  if (isOfOffer(what)) {
    if (what !== 'grants' && offer === '') command.error(`error: --what ${what} needs --offer`);
    return ({ line, texts }) => exportOffer(line, texts, 'console', { what, offer, hxl });
  }
  if (from === undefined || to === undefined) return command.error(`error: --what ${what} needs --from and --to`);
  return ({ line }) => exportFile(line, 'console', { what, kind, from, to, hxl, withText: options.withText ?? false });
}

const isOfOffer = (what: OfPeriod | OfOffer): what is OfOffer => OFFER_EXPORTS.some((one) => one === what);
