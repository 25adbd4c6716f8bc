import type { Channel } from './codes.ts';

/** Where a resident is reached: a channel and its own word for them, opaque to all but that channel. Kept sealed, and only after consent. */
export type Address = { channel: Channel; text: string };

/** What is hashed of an address to find whom it belongs to. Telegram's stand without their channel: there was no other when they began. */
export const addressWord = ({ channel, text }: Address): string =>
  channel === 'telegram' ? text : `${channel}:${text}`;

/** Where a message of a resident came from, so that an edit of it finds it again; hashed before it is kept. */
export const sourceOf = ({ channel, text }: Address, handle: string): string => `${channel}:${text}:${handle}`;
