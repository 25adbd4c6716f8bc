import type { Command } from 'commander';
import { beside } from './beside.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description(
      'Bring the database to this version’s schema and make its keys at the first run. Starting the line does it too.',
    )
    .action(() =>
      beside(async () => {
        process.stdout.write('The database is up to date.\n');
      }),
    );
}
