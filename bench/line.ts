import type { Line } from '../src/core/line.ts';
import { openKeyring } from '../src/core/privacy/keyring.ts';
import { settingsReader } from '../src/core/settings/load-settings.ts';
import type { Database } from '../src/db/client.ts';

const silent = () => {};

/** What core stands on, over a database of the bench: an invented key, the machine's clock, and a log that says nothing. */
export async function benchLine(database: Database): Promise<Line> {
  const now = () => new Date();
  return {
    database,
    keyring: await openKeyring(database, Buffer.alloc(32, 7)),
    now,
    settings: settingsReader(database, now),
    log: { info: silent, warn: silent, error: silent },
  };
}
