import type { IncomingMessage } from '../../domain/message-body.ts';
import type { RepliedTo } from '../../domain/replied-to.ts';

/** What a resident did, in no channel's terms. */
export type TurnInput =
  /** One of the book's commands, and what was written behind it. `payload`: what `/start` was opened with, by a link or a code: no words. */
  | { kind: 'command'; name: string; words?: IncomingMessage; payload?: string }
  | { kind: 'button'; data: string }
  /** `repliesTo`: what they answered with it. */
  | { kind: 'message'; message: IncomingMessage; repliesTo?: RepliedTo }
  | { kind: 'contact'; phone: string; own: boolean; handle: string }
  /** A message sent earlier was edited. */
  | { kind: 'edited'; message: IncomingMessage }
  /** Something the line cannot take (a sticker, a poll, a game); answered, never stored. */
  | { kind: 'unsupported' }
  /** The resident blocked or unblocked the bot. */
  | { kind: 'blocked' }
  | { kind: 'unblocked' }
  /** What they did could not be taken and never can be: the form they are in is left. `offering` what they wrote in it anew. */
  | { kind: 'stuck'; offering: boolean };
