import { type Config, readConfig } from '../config.ts';
import { Refused } from './foundation.ts';

/** The checked settings. Throws with every bad name at once, and no value. */
export function configOrRefuse(): Config {
  const read = readConfig();
  if (read.ok) return read.config;
  throw new Refused(`Bad settings: ${read.bad.map(({ name, problem }) => `${name} ${problem}`).join('; ')}.`);
}
