import type { Language } from '../domain/codes.ts';
import type { FormContext, FormState } from '../domain/form.ts';
import type { JoinCode } from '../domain/join-code.ts';
import type { Book } from './book.ts';

/** What is kept of a chat that did not agree goes after so long. */
export const UNCONSENTED_HOURS = 24;

/** What a resident is in the middle of. Sealed with them; before consent it holds no word of theirs. */
export type Dialogue = {
  form: FormState | null;
  /** What the form is about: an item's id, or the receipt of an anonymous one. */
  about?: About;
  /** In which part of the chat they wrote last (Address.within). */
  within?: string;
  /** One talk: the open form and those that follow from it. Their messages are kept under it. */
  talk?: string;
  /** A form with words in it that a command interrupted; offered again, never thrown away. */
  parked?: Parked;
  /** Those that were put aside before it, the last one first. */
  parkedBefore?: readonly Parked[];
  /** Receipts that were wrong, and since when, so that nobody tries them all. */
  wrongReceipts?: Tries;
  /** How often sixteen digits were looked up that nobody asked for. */
  lookedUp?: Tries;
  /** Codes of staff's that were wrong, and since when. */
  wrongCodes?: Tries;
  /** They came with a code before they agreed: keyed hashes of it, tried once they have. */
  code?: HashedCode;
  /** They wrote before a language was picked; once we can speak it, they are told that this was not kept. */
  wroteEarly?: boolean;
  /** The button that shows again what stands on the screen, while no form is open: it keeps its place when the language is changed. */
  at?: string;
  /** The item whose screen stands last in the chat: what is written under it belongs there first. */
  onScreen?: OnScreen;
  /** Without consent: they said no, and see information only. */
  declined?: boolean;
};

export type Parked = { form: FormState; about?: About; talk?: string };

export type Tries = { count: number; since: string };
/** A code as it is looked up: keyed hashes in hex, of its beginning and of the whole. */
export type HashedCode = { selector: string; whole: string };

/** `until`: what was opened for a few minutes is no longer in front of them then. */
export type OnScreen = ItemNamed & { until?: string };

/** Of a sensitive one nothing is named in the chat. */
export type ItemNamed = { itemId: string; reference: string; sensitive?: true };

/** `also`: others that words may belong to. `pointed`: the first is the one they answered, or have on their screen. */
type ItemAbout = { itemId: string; reference: string; pointed?: true; also?: readonly ItemNamed[] };

/** An item by its id, an anonymous one by its receipt, or an offer (with what somebody has in it already). */
export type About = (ItemAbout | { receipt: string; reference: string } | OfferAbout) & {
  /** Nothing about it is named in the chat, and what is said of it does not stay there. */
  sensitive?: true;
};

export type OfferAbout = {
  offerId: string;
  reference: string;
  /** The promise (time, place) that stood when the form was opened. */
  promiseVersion: number;
  /** What the activity keeps with the form: ids and codes that it reads back itself. */
  own?: Readonly<Record<string, string>>;
};

/** Where a resident stands. */
export type Standing = {
  dialogue: Dialogue;
  language: Language | null;
  secondLanguage: Language | null;
  /** They agreed: words of theirs may be kept. */
  known: boolean;
  /** They asked to hear critical texts. */
  hears?: boolean | undefined;
};

/**
 * What a step may know besides: what the activities say, and the submission key of a form that it opens, made by the host, for a step makes
 * no ids. `shows`: the button that shows again what this step shows.
 */
export type StepContext = FormContext & {
  formKey: string;
  book: Book;
  /** Who counts as young, as settings have it. */
  youthAge?: { from: number; to: number };
  /** Codes of staff's are looked up by their hashes, and kept by nothing else. */
  hashCode?: (code: JoinCode) => HashedCode;
  shows?: string;
};

/** Both together, as a step passes them on. */
export type Place = Standing & { context: StepContext };

/** What was tried in vain, so that nobody tries everything: it stands whatever else they leave behind. */
export const triesIn = ({ wrongReceipts, lookedUp, wrongCodes }: Dialogue): Partial<Dialogue> => ({
  ...(wrongReceipts && { wrongReceipts }),
  ...(lookedUp && { lookedUp }),
  ...(wrongCodes && { wrongCodes }),
});

export const idle: Dialogue = { form: null };

export const hasAgreed = <P extends Standing>(place: P): place is P & { language: Language } =>
  place.known && place.language !== null;

/** Everything that was put aside, the last one first. */
export const parkedIn = ({ parked, parkedBefore = [] }: Dialogue): readonly Parked[] =>
  parked ? [parked, ...parkedBefore] : [];

export function withParked(dialogue: Dialogue, all: readonly Parked[]): Dialogue {
  const { parked: _parked, parkedBefore: _before, ...rest } = dialogue;
  const [parked, ...parkedBefore] = all;
  return { ...rest, ...(parked && { parked }), ...(parkedBefore.length > 0 && { parkedBefore }) };
}

/** The same place with another dialogue. */
export const standingAt = (place: Place, dialogue: Dialogue): Place => ({ ...place, dialogue });

/** What an activity kept with a form about an offer. */
export const ownIn = (about: About | undefined): Readonly<Record<string, string>> =>
  isOffer(about) ? (about.own ?? {}) : {};

export const isOffer = (about: About | undefined): about is OfferAbout & About =>
  about !== undefined && 'offerId' in about;
