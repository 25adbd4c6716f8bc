import type { Address } from '../domain/address.ts';
import type { Language } from '../domain/codes.ts';
import type { Say, SayLine } from '../domain/say.ts';
import type { BubbleKeeper, KeptBubbles } from '../residents/bubbles.ts';
import type { Standings } from './remembered.ts';
import type { TurnInput } from './step/turn-input.ts';

export type Turn = {
  /** What the channel calls it that this arrived: the same one delivered again has the same name. */
  arrival: string;
  address: Address;
  input: TurnInput;
  /** What the phone is set to. */
  phoneLanguage?: string;
  /** What the channel keeps of the messages in the chat; without, nothing is kept. */
  bubbles?: BubbleKeeper;
  /** What the channel's process remembers of where residents stand; without, it is read each time. */
  standings?: Standings;
};

export type TurnResult = {
  /** To be said now, in order. Empty when the durable delivery says it, or when there is nothing to say. */
  say: Say[];
  /** A short line over the chat, for a tapped button (at most 200 characters when rendered). */
  toast?: SayLine;
  language: Language | null;
  secondLanguage: Language | null;
  /** They asked to hear critical texts. */
  hears?: boolean;
  /** Set when `say` must be reported by `promptSaid` once it arrived. */
  residentId: string | null;
  /** Whom something was promised in this turn: it is delivered at once instead of waiting for the queue. */
  promisedTo: string | null;
  /** A step inside a form, saved on a condition and without a transaction. */
  plain?: true;
  /** Quick exit: what is said takes the place of everything. */
  clearChat?: boolean;
  /** Before consent: the numbers of what is to go. */
  clearPlain?: readonly number[];
  /** Messages are to be taken back: it is owed, and may be done at once. */
  takesBack?: boolean;
  /** Whose messages are kept, to add what is said: sealed after consent, numbers alone before. */
  bubbles?: KeptBubbles | { residentId: string };
};
