import type { Channel } from './codes.ts';

/**
 * Where a resident is reached: a channel and its own word for them, opaque to all but that channel. Kept sealed, and only after consent.
 * `within`: the part of the chat in which they wrote, where it has parts; it tells nobody from anybody, and is answered in.
 */
export type Address = { channel: Channel; text: string; within?: string };

/** The same in a part of the chat, or in none. */
export const addressWithin = ({ channel, text }: Address, within: string | undefined): Address => ({
  channel,
  text,
  ...(within !== undefined && { within }),
});

/** What is hashed of an address to find whom it belongs to. Telegram's stand without their channel: there was no other when they began. */
export const addressWord = ({ channel, text }: Address): string =>
  channel === 'telegram' ? text : `${channel}:${text}`;

/** Where a message of a resident came from, so that an edit of it finds it again; hashed before it is kept. */
export const sourceOf = ({ channel, text }: Address, handle: string): string => `${channel}:${text}:${handle}`;
