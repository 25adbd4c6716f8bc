import type { Command } from 'commander';
import { changeDataKey, replaceRootKeys, rotateMasterKey, settleRootKeys } from '../core/privacy/rotate-keys.ts';
import { configOrRefuse } from '../run/config-or-refuse.ts';
import { dataKeyOf } from '../run/data-key.ts';
import { Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';
import { readGiven } from './read-given.ts';

const KEY_BYTES = 32;

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('The keys that everything a resident wrote is sealed under.');
  keys
    .command('rotate')
    .description(
      'Make a new master key and wrap every person’s key anew, beside the running line; with a new DATA_KEY, make new keys of look-up and of the search index too, and wrap all of them by it.',
    )
    .option(
      '--new-data-key-file <file>',
      'a file with the new DATA_KEY (32 bytes, base64); set it as DATA_KEY and restart right after',
    )
    .action((options: { newDataKeyFile?: string }) =>
      beside(async ({ line }) => {
        const dataKey = await dataKeyOf(configOrRefuse());
        const next = options.newDataKeyFile === undefined ? null : await readKey(options.newDataKeyFile);
        const progress = process.stdout.isTTY
          ? (wrapped: number) => process.stderr.write(`\rKeys wrapped anew: ${wrapped}`)
          : () => {};
        // First, so that running processes have read the new keys long before DATA_KEY changes.
        if (next) await replaceRootKeys(line.database, line.keyring, dataKey);
        const wrapped = await rotateMasterKey(line.database, line.keyring, dataKey, progress);
        if (next) {
          await settleRootKeys(line.database, line.keyring);
          await changeDataKey(line.database, dataKey, next);
        }
        process.stdout.write(
          `${process.stdout.isTTY ? '\n' : ''}Keys wrapped anew: ${wrapped}.${next ? ' Set the new DATA_KEY and restart every process now.' : ''}\n`,
        );
      }),
    );
}

async function readKey(file: string): Promise<Buffer> {
  const key = Buffer.from((await readGiven(file)).trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Refused('The file must hold 32 bytes in base64 (openssl rand -base64 32).');
  return key;
}
