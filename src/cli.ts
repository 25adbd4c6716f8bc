import { constants } from 'node:os';
import { Command, CommanderError } from 'commander';
import { addChat } from './commands/chat.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExport } from './commands/export.ts';
import { addForget } from './commands/forget.ts';
import { addKeys } from './commands/keys.ts';
import { addLocales } from './commands/locales.ts';
import { addMigrate } from './commands/migrate.ts';
import { addOffers } from './commands/offers.ts';
import { addRelease } from './commands/release.ts';
import { addSeed } from './commands/seed.ts';
import { addSettings } from './commands/settings.ts';
import { addStaffCommands } from './commands/staff.ts';
import { addStart } from './commands/start.ts';
import { failureLine } from './run/failure-line.ts';

/** Exit codes are a contract: 0 done, 1 refused or failed with one line on standard error, 2 wrong usage. */
const FAILED = 1;
const WRONG_USAGE = 2;

// Whoever reads us may have seen enough (`| head`): no error. Anything else of the kind is one, such as a full disk.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const program = new Command('line')
  .description(
    'Community Line: residents on Telegram, staff in Slack. Settings come from the environment (see .env.example).',
  )
  .showHelpAfterError('Add --help to see how it is used.')
  .exitOverride();

for (const add of [
  addStart,
  addMigrate,
  addSeed,
  addExport,
  addDoctor,
  addStaffCommands,
  addLocales,
  addKeys,
  addForget,
  addSettings,
  addOffers,
  addRelease,
  addChat,
])
  add(program);
// `start` ends what it began in its own order. Any other command is over at once, and the database that was started for it with it.
program.hook('preAction', (_, command) => {
  if (command.name() === 'start') return;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
});
for (const command of program.commands) {
  command.exitOverride();
  for (const below of command.commands) below.exitOverride();
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  process.stderr.write(`${failureLine(error)}\n`);
  return FAILED;
}
