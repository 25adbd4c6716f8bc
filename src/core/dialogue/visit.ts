import type { Tx } from '../../db/client.ts';
import type { ResidentRow } from '../../db/queries/residents.ts';
import type { BubbleAct, BubbleKind } from '../domain/bubbles.ts';
import type { Language } from '../domain/codes.ts';
import type { Answers, Form, FormContext, FormState } from '../domain/form.ts';
import type { Say, SayLine } from '../domain/say.ts';
import type { Line } from '../line.ts';

/** Where a resident stands. Sealed with them; before consent it holds no word of theirs. */
export type Dialogue = {
  form: FormState | null;
  /** What the form is about: an item's id, or the receipt of an anonymous one. */
  about?: About;
  /** One talk: the open form and those that follow from it. Their messages are kept under it. */
  talk?: string;
  /** A form with words in it that a command interrupted; offered again, never thrown away. */
  parked?: { form: FormState; about?: About; talk?: string };
  /** Receipts that were wrong, and since when, so that nobody tries them all. */
  wrongReceipts?: { count: number; since: string };
  /** They wrote before a language was picked; once we can speak it, they are told that this was not kept. */
  wroteEarly?: boolean;
  /** Without consent: they said no, and see information only. */
  declined?: boolean;
};

/** An item by its id, an anonymous one by its receipt, or an offer (with what somebody has in it already). */
export type About = ({ itemId: string; reference: string } | { receipt: string; reference: string } | OfferAbout) & {
  /** Nothing about it is named in the chat, and what is said of it does not stay there. */
  sensitive?: true;
};

export type OfferAbout = {
  offerId: string;
  reference: string;
  /** The promise (time, place) that stood when the form was opened. */
  promiseVersion: number;
  registrationId?: string;
  enquiryId?: string;
  /** The paper they are sending, by its key. */
  paper?: string;
};

/** One turn of one resident inside its transaction. */
export type Visit = {
  tx: Tx;
  line: Line;
  resident: ResidentRow;
  /** Null before consent. */
  key: Buffer | null;
  chatId: string;
  language: Language | null;
  secondLanguage: Language | null;
  dialogue: Dialogue;
  context: FormContext;
  /** Columns of the resident to be saved with the turn. */
  changes: Partial<ResidentRow>;
  /** What the turn does to the messages that stand in the chat. */
  acts: BubbleAct[];
  /** What was kept of the chat before consent. */
  plainBubbles: readonly number[];
  /** A button of a sensitive item was pressed. */
  touchesSensitive?: boolean;
  /** They said in this very turn that nobody else sees the screen. */
  alone?: boolean;
};

/** What a turn comes to. `promised`: `say` must not be lost (a reference, a receipt), so it goes as a delivery. */
export type Answer = {
  say: Say[];
  dialogue: Dialogue;
  promised?: { itemId?: string; kind?: 'settled' };
  /** Opened right after, under what is said. */
  next?: { form: Form; prefill?: Answers; about?: About };
  toast?: SayLine;
  clearChat?: boolean;
  /** What the resident's own message of this turn belongs to. */
  incoming?: BubbleKind;
  /** The resident was forgotten in this turn; there is nothing left to save. */
  gone?: boolean;
};

export const aboutOffer = (facts: { id: string; code: string; promiseVersion: number }): OfferAbout => ({
  offerId: facts.id,
  reference: facts.code,
  promiseVersion: facts.promiseVersion,
});

export const idle: Dialogue = { form: null };

/** A resident whose words may be kept. */
export type KnownVisit = Visit & { key: Buffer; language: Language };
export const isKnown = (visit: Visit): visit is KnownVisit => visit.key !== null && visit.language !== null;
