import type { Command } from 'commander';
import { changeSetting } from '../core/settings/change-setting.ts';
import { SETTING_NAMES, Settings } from '../core/settings/settings.ts';
import { Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';
import { refused } from './say-refusal.ts';

export function addSettings(program: Command): void {
  const settings = program
    .command('settings')
    .description('Due times, routes, emergency numbers, retention: what an admin may change without a release.');
  settings
    .command('list')
    .description('Every setting with the value that holds, as JSON.')
    .action(() =>
      beside(async ({ line }) => {
        const held = await line.settings();
        for (const name of SETTING_NAMES) process.stdout.write(`${name} ${JSON.stringify(held[name])}\n`);
      }),
    );
  settings
    .command('set')
    .description('Change one setting. Running processes take it up within half a minute.')
    .argument('<name>', 'one of those below')
    .argument('<value>', 'as JSON, quoted for the shell')
    .addHelpText('after', examples)
    .action((name: string, text: string) =>
      beside(async ({ line }) => {
        const changed = await changeSetting(line, name, parseJson(text));
        if (!changed.ok) throw refused(changed);
        process.stdout.write(`${name} is set.\n`);
      }),
    );
}

/** Every name with the value that holds where nobody set one: it shows what a value looks like. */
function examples(): string {
  const defaults = Settings.parse({});
  const shown = SETTING_NAMES.map((name) => `  settings set ${name} '${JSON.stringify(defaults[name])}'`);
  return `\nNames, each with the value it has where nobody set another:\n${shown.join('\n')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refused('The value is not JSON; quote it for the shell, as in \'{"urgent":48}\'.', { cause });
  }
}
