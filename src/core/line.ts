import type { Database, Tx } from '../db/client.ts';
import type { FormContext } from './domain/form.ts';
import type { Log } from './domain/log.ts';
import type { Keyring } from './privacy/keyring.ts';
import type { Settings } from './settings/settings.ts';

/** What every core function stands on. Made once in main; tests make their own with a clock they move. */
export type Line = {
  database: Database;
  keyring: Keyring;
  now(): Date;
  /** Inside a transaction it is read by that: a second connection, while others hold all of them, would be waited for without end. */
  settings(within?: Tx): Promise<Settings>;
  log: Log;
  /** Lets a typed answer stand for the button of that label. */
  matchLabel?: FormContext['matchLabel'];
};
