import { constants } from 'node:os';
import { Command, CommanderError } from 'commander';
import { addAudit } from './commands/audit.ts';
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
import { codeOf } from './core/domain/log.ts';
import { failureLine } from './run/failure-line.ts';

/** Exit codes are a contract: 0 done, 1 refused or failed with one line on standard error, 2 wrong usage. */
const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Whoever read us may have seen enough (`| head`), which is no error. */
const ENOUGH = 'EPIPE';
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== ENOUGH) throw error;
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
  addAudit,
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
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (codeOf(error) === ENOUGH) return DONE;
  process.stderr.write(`${failureLine(error)}\n`);
  return FAILED;
}
