import type { Command } from 'commander';
import { configOrRefuse } from '../run/config-or-refuse.ts';
import { Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';

export function addSeed(program: Command): void {
  program
    .command('seed')
    .description(
      'Add invented sample staff, and invented items and offers where there are none. Starting with nothing configured does it by itself.',
    )
    .action(async () => {
      if (configOrRefuse().production) throw new Refused('Samples are not for production.');
      const { seedSamples } = await import('../sandbox/samples/seed-samples.ts');
      await beside(async ({ line }) => {
        const { staff, items, offers } = await seedSamples(line);
        process.stdout.write(`Sample staff: ${staff}. Sample items added: ${items}. Sample offers added: ${offers}.\n`);
      });
    });
}
