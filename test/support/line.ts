import { keepTombstones } from '../../src/core/forgetting/replay-tombstones.ts';
import type { Line } from '../../src/core/line.ts';
import { openKeyring } from '../../src/core/privacy/keyring.ts';
import { settingsReader } from '../../src/core/settings/load-settings.ts';
import { connect } from '../../src/db/client.ts';
import { createTestDatabase } from './postgres.ts';

/** One key for all test databases: thirty-two times the same byte, so that two lines on one database understand each other. */
export const TEST_DATA_KEY = Buffer.alloc(32, 7);

export type LoggedLine = { level: 'info' | 'warn' | 'error'; ids: object; message: string };

export type TestLine = Line & {
  /** Everything logged so far, to ask what was said and what was not. */
  logged: LoggedLine[];
  /** Of its database. */
  url: string;
  close(): Promise<void>;
};

/**
 * A line on a migrated database. `now` is the test's own clock; without one the machine's. `tombstones`: the list of destroyed keys beside
 * the database. `connections`: to it, at most. Close it before the database is dropped.
 */
export async function makeTestLine(options: {
  url: string;
  now?: () => Date;
  tombstones?: string;
  connections?: number;
}): Promise<TestLine> {
  const { tombstones } = options;
  const now = options.now ?? (() => new Date());
  const database = connect(options.url, { max: options.connections ?? 5, applicationName: 'community-line-test' });
  const keyring = await openKeyring(
    database,
    TEST_DATA_KEY,
    tombstones === undefined ? undefined : (keyIds) => keepTombstones(tombstones, keyIds),
  );
  const logged: LoggedLine[] = [];
  const note = (level: LoggedLine['level']) => (ids: object, message: string) => {
    logged.push({ level, ids, message });
  };
  return {
    database,
    keyring,
    now,
    // Read anew each time: a test that changes a setting expects it to hold at once.
    settings: (within) => settingsReader(database, now)(within),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    logged,
    url: options.url,
    close: () => database.close(),
  };
}

/** A line on a database of its own, which goes when it is closed. The rest as in makeTestLine. */
export async function openTestLine(
  options: { now?: () => Date; tombstones?: string; connections?: number } = {},
): Promise<TestLine> {
  const database = await createTestDatabase();
  const line = await makeTestLine({ url: database.url, ...options });
  const close = async () => {
    await line.close();
    await database.drop();
  };
  return { ...line, close };
}
