import type { BubbleAct, BubbleKind } from '../../domain/bubbles.ts';
import type { Language } from '../../domain/codes.ts';
import type { Answers } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { RepliedTo } from '../../domain/replied-to.ts';
import type { Say, SayLine } from '../../domain/say.ts';
import type { About, HashedCode, Place } from '../../turn/standing.ts';

/**
 * What a step wants done: a value, for a step does nothing itself. The host carries it out in a transaction that holds the resident's
 * row (effects/carry-out.ts).
 */
export type Effect = AskedEffect | QuietEffect;

/** A message as it came, and what they answered with it. */
export type Written = { message: IncomingMessage; repliesTo?: RepliedTo };

/** What it comes to is said, and the step goes on from there. */
export type AskedEffect =
  | { kind: 'complete_form'; form: string; key: string; answers: Answers; about?: About; leftover: IncomingMessage[] }
  | { kind: 'resume_form' }
  /** Words outside of any form. */
  | { kind: 'take_words'; message: IncomingMessage }
  /** What was written behind a command, once it is known where that leads. */
  | { kind: 'take_first_words'; message: IncomingMessage }
  /** Words with which they answered a message, wherever they stand. */
  | { kind: 'take_reply'; message: IncomingMessage; repliesTo: RepliedTo }
  /** A message that was sent with a form was edited. */
  | { kind: 'edit'; message: IncomingMessage }
  | { kind: 'press_button'; family: string; data: string }
  /** What an activity's command finds. */
  | { kind: 'look_up'; command: string }
  | { kind: 'add_by_receipt'; receipt: string }
  /** Words with sixteen digits in them: if an item has that receipt, it is opened; otherwise they are words like others. */
  | { kind: 'try_receipt'; receipt: string; message: IncomingMessage }
  | { kind: 'join'; code: HashedCode }
  /** Twelve digits in a message: a live code is used, any others are words. */
  | { kind: 'try_code'; code: HashedCode; written: Written }
  | { kind: 'list_offers'; list: string; page: number }
  | { kind: 'show_offer'; offerId: string }
  | { kind: 'apply_for_offer'; offerId: string }
  | { kind: 'list_items'; page: number }
  | { kind: 'show_privacy' }
  | { kind: 'show_download' }
  /** They blocked the bot, or are back. */
  | { kind: 'block' }
  | { kind: 'unblock' };

/** What is said is known already. */
export type QuietEffect =
  | { kind: 'speak'; language: Language | null; secondLanguage: Language | null }
  | { kind: 'keep_about_you'; answers: Answers; about?: About }
  /** Whether the recordings of critical texts are sent beside them. */
  | { kind: 'hear'; hears: boolean }
  /** Something happens to the messages that stand in the chat. */
  | { kind: 'act_on_bubbles'; act: BubbleAct }
  /** The commands beside the chat, in their language again. */
  | { kind: 'show_menu' }
  /** What is said was opened for ten minutes. */
  | { kind: 'end_look' };

const QUIET: readonly Effect['kind'][] = ['speak', 'keep_about_you', 'hear', 'act_on_bubbles', 'show_menu', 'end_look'];
export const isQuiet = (effect: Effect): effect is QuietEffect => QUIET.includes(effect.kind);

/** What a step comes to: where they stand then, what to say, and what is to be done. Without effects it is plain: to be saved, no more. */
export type Step = {
  place: Place;
  say: Say[];
  effects: Effect[];
  /** Over the chat, for a tapped button. */
  toast?: SayLine;
  clearChat?: true;
  /** What is said takes the place of the tapped message. */
  inPlace?: true;
  /** What is said is a word beside what stands on the screen, and takes the place of nothing. */
  beside?: true;
  /** What the resident's own message of this turn belongs to. */
  incoming?: BubbleKind;
};

export const saying = (place: Place, ...say: Say[]): Step => ({ place, say, effects: [] });
export const wanting = (place: Place, ...effects: Effect[]): Step => ({ place, say: [], effects });

/** One step after the other. */
export const followedBy = (first: Step, next: Step): Step => ({
  ...first,
  ...next,
  say: [...first.say, ...next.say],
  effects: [...first.effects, ...next.effects],
});
