import type { Line } from '../line.ts';

/** That an update was handled. Only equality is needed: Telegram's number itself grows, and would say between which others it came. */
export const updateHash = (line: Line, updateId: number): Buffer =>
  line.keyring.lookupHash('update', `update:${updateId}`);

/** The same update as a resident's last one: equal to nothing that stands in another row. */
export const lastUpdateHash = (line: Line, residentId: string, updateId: number): Buffer =>
  line.keyring.lookupHash('update', `last:${residentId}:${updateId}`);
