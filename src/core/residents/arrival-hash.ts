import type { Channel } from '../domain/codes.ts';
import type { Line } from '../line.ts';

/**
 * That something was handled which a channel delivered. Only equality is needed: a channel's own number grows, and would say between which
 * others it came.
 */
export const arrivalHash = (line: Line, channel: Channel, arrival: string): Buffer =>
  // Telegram's stand without their channel: there was no other when they began.
  line.keyring.lookupHash('update', channel === 'telegram' ? `update:${arrival}` : `update:${channel}:${arrival}`);

/** The same as a resident's last one: equal to nothing that stands in another row. */
export const lastArrivalHash = (line: Line, residentId: string, arrival: string): Buffer =>
  line.keyring.lookupHash('update', `last:${residentId}:${arrival}`);
