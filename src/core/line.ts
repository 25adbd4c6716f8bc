import type { Database } from '../db/client.ts';
import type { FormContext } from './domain/form.ts';
import type { Log } from './domain/log.ts';
import type { Keyring } from './privacy/keyring.ts';
import type { Settings } from './settings/settings.ts';

/** What every core function stands on. Made once in main; tests make their own with a clock they move. */
export type Line = {
  database: Database;
  keyring: Keyring;
  now(): Date;
  settings(): Promise<Settings>;
  log: Log;
  /** Lets a typed answer stand for the button of that label. */
  matchLabel?: FormContext['matchLabel'];
};
