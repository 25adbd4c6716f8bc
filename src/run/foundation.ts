import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../core/domain/log.ts';
import { keepTombstones, replayTombstones } from '../core/forgetting/replay-tombstones.ts';
import { labelMatcher } from '../core/i18n/match-label.ts';
import { loadTexts, type Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { sealTs, tsHash } from '../core/posts/slack-ts.ts';
import { type KeepTombstones, type Keyring, openKeyring } from '../core/privacy/keyring.ts';
import { Unopenable } from '../core/privacy/seal.ts';
import { arrivalHash } from '../core/residents/arrival-hash.ts';
import { followSettings, settingsReader } from '../core/settings/load-settings.ts';
import { connect, type Database } from '../db/client.ts';
import { embeddedUrl, startEmbeddedPostgres } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { hashUpdates, lockOncePlain, sealPlaces } from '../db/queries/keys/once-plain.ts';
import { dataKeyOf } from './data-key.ts';
import { makeLog } from './log.ts';

export type Foundation = {
  line: Line;
  log: Log;
  texts: Texts;
  /** Holds a password: never log it. */
  databaseUrl: string;
  embedded: boolean;
  /** Where files lie, sealed, until somebody has them. */
  exportsDir: string;
  /** Forgets again what a restored backup brought back, and keeps the list of the forgotten beside the database. */
  replayTombstones(): Promise<number>;
  close(): Promise<void>;
};

/** A sentence for the person at the terminal; everything else that is thrown is a fault of ours or of the machine. */
export class Refused extends Error {}

/**
 * Opens what every command and every process stands on: database (embedded unless one is given), schema, keys, settings, log.
 * `beside` joins the database of a line that runs on this DATA_DIR instead of starting a second one.
 */
export async function openFoundation(
  config: Config,
  options: { beside: boolean; now?: () => Date; log?: Log },
): Promise<Foundation> {
  const log = options.log ?? makeLog(config.logLevel);
  const now = options.now ?? (() => new Date());
  const server = await findServer(config, options.beside, log);
  try {
    await migrate(server.url);
    const database = connect(server.url, { max: 16 });
    const tombstones = join(config.dataDir, 'tombstones');
    const keyring = await openKeys(database, await dataKeyOf(config), (keyIds) => keepTombstones(tombstones, keyIds));
    const texts = loadTexts(undefined, {
      onMissing: (language, key) => log.warn({ language, key }, 'a text is missing'),
    });
    const line: Line = {
      database,
      keyring,
      now,
      settings: settingsReader(database, now),
      log,
      matchLabel: labelMatcher(texts),
    };
    const unfollow = await followSettings(line);
    const sealed = await sealOncePlain(line);
    if (sealed > 0) log.info({ rows: sealed }, 'rows of the version before were hashed and sealed');
    return {
      line,
      log,
      texts,
      databaseUrl: server.url,
      embedded: config.databaseUrl === undefined,
      exportsDir: join(config.dataDir, 'exports'),
      replayTombstones: () => replayTombstones(line, tombstones),
      close: async () => {
        unfollow();
        await database.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openKeys(database: Database, dataKey: Buffer, keep: KeepTombstones): Promise<Keyring> {
  try {
    return await openKeyring(database, dataKey, keep);
  } catch (error) {
    await database.close();
    if (error instanceof Unopenable)
      throw new Refused('DATA_KEY is not the key of this database: set the one it was started with.', { cause: error });
    throw error;
  }
}

type Server = { url: string; stop(): Promise<void> };

async function findServer(config: Config, beside: boolean, log: Log): Promise<Server> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => {} };
  const running = beside ? await embeddedUrl(config.dataDir) : null;
  if (running !== null) return { url: running, stop: async () => {} };
  return startEmbeddedPostgres({ dataDir: config.dataDir, log });
}

/**
 * Ends what a migration began, before the first update is taken: an update handled just before the upgrade is known after it, and a card
 * is found where it stands. One transaction; whichever process is first does it. Returns how many rows, 0 when there was nothing left.
 */
export async function sealOncePlain(line: Line): Promise<number> {
  return line.database.transaction(async (tx) => {
    if (!(await lockOncePlain(tx))) return 0;
    const updates = await hashUpdates(tx, (arrival) => arrivalHash(line, 'telegram', arrival));
    const places = await sealPlaces(tx, ({ id, channel, ts }) => ({
      sealedTs: sealTs(line, id, ts),
      tsHash: tsHash(line, channel, ts),
    }));
    return updates + places;
  });
}
