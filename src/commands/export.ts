import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { EXPORT_KINDS, EXPORTS, exportFile } from '../exports/export-file.ts';
import { beside } from '../run/beside.ts';
import { refused } from '../run/say-refusal.ts';

type Options = {
  what: (typeof EXPORTS)[number];
  kind: (typeof EXPORT_KINDS)[number];
  from: string;
  to: string;
  format: 'csv';
  out: string;
  withText?: boolean;
  hxl: boolean;
};

export function addExport(program: Command): void {
  program
    .command('export')
    .description('Write a line list of items, or a summary, for programme leads. Every export is recorded.')
    .addOption(new Option('--what <what>', 'a row an item, or figures by group').choices(EXPORTS).makeOptionMandatory())
    .addOption(new Option('--kind <kind>', 'which items').choices(EXPORT_KINDS).default('all'))
    .requiredOption('--from <date>', 'first day, such as 2026-03-01')
    .requiredOption('--to <date>', 'last day, included')
    .addOption(new Option('--format <format>', 'file format').choices(['csv']).default('csv'))
    .requiredOption('--out <file>', 'where to write it, or - for standard output')
    .option('--with-text', 'add the residents’ words (never those of sensitive items)')
    .option('--no-hxl', 'leave out the HXL row under the header')
    .action((options: Options) =>
      beside(async ({ line }) => {
        const file = await exportFile(line, 'console', { ...options, withText: options.withText ?? false });
        if (!file.ok) throw refused(file);
        await pipeline(
          file.value.stream,
          options.out === '-' ? process.stdout : createWriteStream(options.out, { mode: 0o600 }),
          { end: options.out !== '-' },
        );
      }),
    );
}
