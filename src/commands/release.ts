import type { Command } from 'commander';
import { listParked, releaseParked } from '../db/queries/work/outbox.ts';
import { beside } from './beside.ts';

const AT_ONCE = 1000;

export function addRelease(program: Command): void {
  program
    .command('release')
    .description('Try again what was given up ("doctor" counts it), once its cause is mended.')
    .action(() =>
      beside(async ({ line }) => {
        const parked = await listParked(line.database.read, AT_ONCE);
        for (const row of parked) await line.database.transaction((tx) => releaseParked(tx, row.id, line.now()));
        process.stdout.write(`Tried again: ${parked.length}.\n`);
      }),
    );
}
