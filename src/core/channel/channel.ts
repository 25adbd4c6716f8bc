import type { Turn, TurnResult } from '../dialogue/turn.ts';
import type { Address } from '../domain/address.ts';
import type { BubbleAct } from '../domain/bubbles.ts';
import type { Channel, Language } from '../domain/codes.ts';
import type { Door } from '../domain/door.ts';
import type { FetchedMedia } from '../domain/media.ts';
import type { Say } from '../domain/say.ts';
import type { JobResult } from '../domain/work/job-result.ts';
import type { BubbleKeeper, ChangeBubbles, ChatOfResident, KeptBubbles } from '../residents/bubbles.ts';
import type { Farewell } from '../residents/farewell.ts';
import type { AsRead } from './as-read.ts';

/**
 * How residents are reached over one service, as a value (docs/decisions/0039). Core gives it what to say and takes what its reader made of
 * what arrived; the service's own words (its ids, its markup, its limits) it keeps to itself. `Came` and `Message` are its own.
 */
export type ResidentChannel<Came extends Arrived = Arrived, Message = unknown> = {
  name: Channel;
  /** What it can do with a say; what it cannot is taken out of it or said in words before it is rendered (fit-says.ts). */
  can: Abilities;
  /** A say as messages within its limits, in the reader's language. */
  render(says: readonly Say[], reader: Reader): Message[];
  /** The same as people see them there: what staff are shown before they send. Left out where nobody can tell. */
  asRead?(messages: readonly Message[]): AsRead[];
  /** Sends in order, and stops at the first that does not get through. */
  send(to: Address, messages: readonly Message[], how: Sending<Came>): Promise<Sent>;
  /** Says one text of ours at the door, where nobody is looked up. What becomes of it is no matter. */
  tell(to: Address, text: string): Promise<void>;
  /** Throws when it may work later. */
  fetchMedia(handle: string): Promise<FetchedMedia>;
  /** A choice was heard, with a short word over the chat or none; left out where nobody waits for that. */
  heard?(came: Came, toast: string | undefined): Promise<void>;
  /** A file is on its way. */
  busy?(to: Address): Promise<void>;
  /** Takes messages back. Null where none can be. */
  chats: Chats<Came> | null;
  /** Its way in: what its reader makes of what arrives is given to `to`. */
  open(to: Taking<Came>): WayIn;
};

/** What the reader makes of something that arrived from a resident; a channel adds what it needs to answer. */
export type Arrived = Pick<Turn, 'address' | 'arrival' | 'input'> & {
  /** When it was sent, where that is known. */
  sentAt?: Date | undefined;
  /** What the phone is set to (IETF tag), where that is known. */
  phoneLanguage?: string | undefined;
};

/** `edit`: change what was said before. `choices`: offer answers to tap. `files`: hand over a file. `media`: show again what they sent. */
export type Abilities = { edit: boolean; choices: boolean; files: boolean; media: boolean };

/** `hears`: they asked to hear critical texts. */
export type Reader = { language: Language; secondLanguage: Language | null; hears?: boolean | undefined };

/** How far a channel has come in what it was given to send, in parts of its own; how many files were among them. */
export type SentSoFar = { parts: number; files: number };

/**
 * `tapped`: whose choice it answers, so that it may take its place. `about`: the item that it tells of. `after`: what has arrived before, and is
 * left out.
 */
export type Sending<Came> = {
  tapped?: Came | undefined;
  about?: string | undefined;
  after?: SentSoFar | undefined;
};

/**
 * What went wrong, as something to act on. `blocked` (they shut us out), `deactivated` (their account is gone) and `refused` are for good; `unknown` may have taken effect (the answer was lost), and
 * the service cannot be asked.
 */
export type SendFailure =
  | { kind: 'rate_limited'; afterSeconds: number }
  | { kind: 'blocked' }
  | { kind: 'deactivated' }
  | { kind: 'refused'; code: string }
  | { kind: 'unknown' };
/** `soFar`: what arrived before it failed, with what was left out; a channel that cannot tell says nothing of it. */
export type Sent = { ok: true } | { ok: false; failure: SendFailure; soFar?: SentSoFar };

/** It arrived, or never will. */
export const isSettled = (sent: Sent): boolean => sent.ok || sent.failure.kind === 'refused' || isAway(sent.failure);

/** They take nothing at all, whatever it is. */
export const isAway = ({ kind }: SendFailure): boolean => kind === 'blocked' || kind === 'deactivated';

export type Taking<Came> = {
  /** Resolves once the effect is committed and its answer was tried; throws when it could not be committed, and it must be delivered again. */
  take(came: Came): Promise<void>;
  /** Says that something could not be taken, when it never can be. */
  giveUp(came: Came): Promise<void>;
};

export type WayIn = {
  /** The service being away is no reason not to start. */
  start(): void;
  /** Takes no more. */
  stop(): Promise<void>;
  /** For what the service calls, at this path. */
  door?: { path: string; door: Door };
};

type KeptWith = NonNullable<TurnResult['bubbles']>;

/** What a channel keeps of the messages that stand in its chats, and takes back of them. */
export type Chats<Came> = {
  /** For a turn; `kept` is called once it is saved. */
  keeperOf(came: Came): { keeper: BubbleKeeper; kept(): void };
  /** For what was said outside a turn; the same. */
  noted(to: Address): { change: ChangeBubbles; kept(): void };
  /** Keeps what was said: with that of other chats soon, or `now` what must not be lost. */
  keep(to: Address, held: KeptWith, now: boolean): Promise<void>;
  /** A quick exit, before anything is said: what the turn marked to go, or before consent all of `plain`, in as few calls as there can be. */
  clear(to: Address, kept: KeptBubbles | null, plain: readonly number[]): Promise<void>;
  /** After it: also what nobody noted. */
  clearBelow(to: Address, kept: KeptBubbles): Promise<void>;
  /** Before consent, after it: each alone. */
  clearPlain(to: Address, reader: Reader, plain: readonly number[]): Promise<void>;
  mark(chat: ChatOfResident, acts: readonly BubbleAct[]): Promise<void>;
  /** Marks what was open for long enough. True when something still is. */
  markLooks(chat: ChatOfResident): Promise<boolean>;
  /** What is marked to go; safe to repeat. */
  takeBack(chat: ChatOfResident): Promise<JobResult>;
  /** The commands beside the chat, in this language, and away again; both safe to repeat. Left out where a service has none. */
  showMenu?(to: Address, language: Language): Promise<JobResult>;
  hideMenu?(to: Address): Promise<JobResult>;
  /** Of somebody who was forgotten: what was open, and what we said of sensitive items. */
  takeBackFarewell(farewell: Farewell): Promise<JobResult>;
  stop(): Promise<void>;
};

/** Of those that this process runs. */
export type ChannelOf = (address: Pick<Address, 'channel'>) => ResidentChannel | undefined;
