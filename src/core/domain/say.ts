import type { BubbleKind } from './bubbles.ts';

/**
 * What to tell a resident, in no language: a channel renders it. Keys are in locales (namespace:key). A value is put into the
 * text as it is (`{ text }` is a person's own words, `{ code }` a number to be copied whole), translated (`{ key }`), or written as the language
 * does (a number, `{ cents }`, `{ date }`, an ISO instant).
 */
export type SayValue =
  | string
  | number
  | { text: string }
  | { code: string }
  | { key: string; values?: Record<string, SayValue> }
  | { date: string }
  | { dateTime: string }
  | { time: string }
  | { cents: number }
  | { list: SayValue[] };
export type SayLine = { key: string; values?: Record<string, SayValue> };

/** A button under a message. `data` comes back when it is chosen. */
export type SayButton = { label: SayLine | { text: string }; data: string };

/**
 * A file that is made when it is sent, in the language of who gets it: of a registration, of all that is held of somebody, or the one that goes
 * with an answer. Ids only.
 */
export type FileToMake = OfRegistration | OwnDataFile | { kind: 'attached'; messageId: string };
export type OfRegistration = { kind: 'certificate' | 'calendar'; registrationId: string };
export type OwnDataFile = { kind: 'own_data'; as: 'page' | 'data' | 'text'; residentId: string };

export type Say = {
  lines: SayLine[];
  /** Rows of buttons under the message. */
  buttons?: SayButton[][];
  /** Changes the message whose button was tapped instead of sending another; falls back to sending. */
  replace?: boolean;
  /** Text that staff or the resident wrote, shown between the lines and the buttons as a quotation. */
  quote?: string;
  /** Lines under the quotation. */
  after?: SayLine[];
  /** Asks the phone's own share button in addition. */
  share?: 'contact' | 'location';
  /** Takes away a share button that was asked for before. */
  putShareAway?: boolean;
  /** Media of the resident's own to show again, by the handle that their channel gave it. */
  media?: { kind: 'voice' | 'photo' | 'video' | 'document'; handle: string }[];
  /** A file made by us: UTF-8 text, what is made when it is sent, or that once it is made. */
  file?: { name: string; text: string } | { name: string; make: FileToMake } | { name: string; bytes: Uint8Array };
  /** Critical by its place, whatever its texts: it belongs to a report of violence (core/i18n/critical.ts has those that are so by themselves). */
  critical?: boolean;
  /** Texts that are spoken beside it, each by what its button carries of it: a channel that can sends their recordings. */
  voices?: string[];
  /** Not to be forwarded or saved, where a channel can keep one from it. */
  protect?: boolean;
  /** How its message is kept. */
  bubble?: BubbleKind;
};
