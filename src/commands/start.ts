import { type Command, Option } from 'commander';
import { PARTS, type Part } from '../run/processes.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('Run the line until SIGTERM: all of it in one process, or one part of it beside others.')
    .addOption(
      new Option('--only <part>', 'telegram takes residents’ updates, slack serves staff, worker delivers').choices(
        PARTS,
      ),
    )
    .action(async (options: { only?: Part }) => {
      const { runUntilStopped } = await import('../main.ts');
      await runUntilStopped(options.only);
    });
}
