import type { Database, Tx } from '../../db/client.ts';
import { readSettings } from '../../db/queries/settings.ts';
import { keepInLatin } from '../domain/text/latin-names.ts';
import { Settings } from './settings.ts';

const FRESH_MS = 30_000;

/** Reads the settings with their defaults, at most twice a minute. A stored value that no longer fits is left aside for its default.
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
