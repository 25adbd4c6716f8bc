import type { Command } from 'commander';
import { readNumber } from '../core/domain/numbers/read-number.ts';
import { refuse } from '../core/domain/result.ts';
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
    .argument('<value>', 'a number, or JSON quoted for the shell')
    .addHelpText('after', examples)
    .action((name: string, text: string) =>
      beside(async ({ line }) => {
        const changed = await changeSetting(line, name, settingValue(text));
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

/** A number as people write it (`72,5`, `48 h`), else JSON. */
export function settingValue(text: string): unknown {
  const number = /["[{]/.test(text) ? refuse('not_number') : readNumber(text, { unit: 'any', strict: true });
  if (number.ok) return number.value;
  if (number.code === 'unclear') throw new Refused(`${text}: this can be read in two ways. Write 2500 or 2.5.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refused('The value is not JSON; quote it for the shell, as in \'{"urgent":48}\'.', { cause });
  }
}
