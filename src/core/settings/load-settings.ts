import type { Database, Tx } from '../../db/client.ts';
import { readSettings } from '../../db/queries/settings.ts';
import type { Log } from '../domain/log.ts';
import { keepInLatin } from '../domain/text/latin-names.ts';
import { Settings } from './settings.ts';

/** With the time until they are looked at again, half a minute at most. */
const FRESH_MS = 20_000;
const EVERY_MS = 10_000;

/** Reads the settings with their defaults, at most three times a minute. A stored value that no longer fits is left aside for its default.
 * The names that stay Latin hold from then on wherever this process makes Cyrillic of a text. */
export function settingsReader(database: Database, now: () => Date): (within?: Tx) => Promise<Settings> {
  let held: { settings: Settings; until: number } | undefined;
  return async (within = database.read) => {
    if (held && held.until > now().getTime()) return held.settings;
    const stored = await readSettings(within);
    const fitting = Object.fromEntries(
      Object.entries(stored).filter(([name, value]) => {
        const schema = (Settings.shape as Record<string, { safeParse(v: unknown): { success: boolean } }>)[name];
        return schema?.safeParse(value).success ?? false;
      }),
    );
    held = { settings: Settings.parse(fitting), until: now().getTime() + FRESH_MS };
    keepInLatin(held.settings.latinNames);
    return held.settings;
  };
}

/**
 * Reads them from the beginning and for as long as the process lives: also one that asks for none of them (a worker, a form of an offer that is
 * not there yet) makes Cyrillic of texts, and the names that staff added must hold there too. Gives what ends it.
 */
export async function followSettings(
  { settings, log }: { settings(): Promise<Settings>; log: Log },
  everyMs = EVERY_MS,
): Promise<() => void> {
  await settings();
  const again = () => settings().catch((error) => log.warn({ err: error }, 'the settings could not be read again'));
  const following = setInterval(again, everyMs).unref();
  return () => clearInterval(following);
}
