import type { Database } from '../../db/client.ts';
import { writeSetting } from '../../db/queries/settings.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { Settings } from './settings.ts';

/** Stores one setting after checking it. Other processes read it within half a minute. Refusals: unknown_setting, bad_setting. */
export async function changeSetting(
  { database, now }: { database: Database; now(): Date },
  name: string,
  value: unknown,
): Promise<Result<unknown, 'unknown_setting' | 'bad_setting'>> {
  if (!Object.hasOwn(Settings.shape, name)) return refuse('unknown_setting', { name });
  const parsed = Settings.shape[name as keyof Settings].safeParse(value);
  if (!parsed.success) return refuse('bad_setting', { name });
  await writeSetting(database.read, name, parsed.data, now());
  return done(parsed.data);
}
