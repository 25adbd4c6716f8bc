import type { Language } from './codes.ts';
import type { IncomingMessage } from './message-body.ts';
import type { NumberAsked, NumberFault } from './numbers/read-number.ts';
import type { OfferFacts } from './offers/offer.ts';
import type { Say, SayLine, SayValue } from './say.ts';

/** Answers by question key. A skipped question has none. Values are what the question's schema gives back. */
export type Answers = Record<string, unknown>;

/** Facts from outside that a question or a text may depend on; read once a turn by the host. */
export type FormContext = {
  language: Language | null;
  secondLanguage?: Language | null;
  /** What the phone is set to (IETF tag), where the channel says so: the order of the first picker, and nothing else. */
  phoneLanguage?: string;
  emergencyNumbers: { label: string; number: string }[];
  /** Codes of the programme's lists, as settings have them. */
  lists: Record<string, readonly string[]>;
  /** Values for texts, by name (a reference, a due date). */
  values?: Record<string, string>;
  /** What the form is about, where it is built from an offer. */
  offer?: OfferFacts;
  /** The items that what is written may belong to, as they are offered; the first is what they pointed at, if `pointed`. */
  belongs?: readonly Belonging[];
  /** What the form's activity keeps with it: ids and codes. */
  own?: Readonly<Record<string, string>>;
  /** Codes of the options that a typed text names, in any language; the host knows the labels. Several: it is ambiguous. */
  matchLabel?: (text: string, options: Option[]) => string[];
};

/** An item as it is offered to whoever writes; of a sensitive one nothing is said. */
export type Belonging =
  | { sensitive: true; pointed: boolean }
  | { sensitive: false; pointed: boolean; reference: string; topic: SayValue; words: string; at: string };

export type QuestionKind =
  | 'choice'
  | 'choices'
  | 'messages'
  | 'text'
  | 'number'
  | 'phone'
  | 'date'
  | 'location'
  | 'confirm';

export type Option = {
  code: string;
  label: SayLine;
  /** Ends the form here instead of answering ("No, keep my data"). */
  leaves?: boolean;
  /** Answers nothing: says more, a message each, and the question stands again. */
  tells?: (context: FormContext) => SayLine[][];
  /** Among several choices: takes all others away ("I don't want to say"). */
  exclusive?: boolean;
  /** Offered no more: old buttons in chats are still understood, and what was answered is still shown. */
  former?: boolean;
};

/** Anything with zod's `safeParse`; kept structural so that the domain imports no library. */
export type Schema = { safeParse(value: unknown): { success: true; data: unknown } | { success: false } };

export type Question = {
  key: string;
  kind: QuestionKind;
  schema: Schema;
  /** What to say; several lines stand under each other in one message. */
  ask: (answers: Answers, context: FormContext) => SayLine[];
  /** Said under the words that are quoted, beside the buttons it explains. */
  under?: (answers: Answers, context: FormContext) => SayLine[];
  options?: (answers: Answers, context: FormContext) => Option[];
  /** Asked only when this holds; absent means always. */
  when?: (answers: Answers, context: FormContext) => boolean;
  skippable?: boolean;
  /** Messages said once, on arrival, before the question: each a message of its own. */
  before?: (answers: Answers, context: FormContext) => SayLine[][];
  /** Nobody can go back from it or leave it: the very first of all, before a language is known to say so in. */
  isFirstOfAll?: (context: FormContext) => boolean;
  /** What the question is called in the check before sending; without it the check does not list it. */
  name?: SayLine;
  /** The answer in words, for the check. By default the option's label, the text, or the number of messages. */
  show?: (value: unknown, context: FormContext, answers: Answers) => SayValue;
  /** Of a number: what it counts and how far it goes, and what is said of one that is wrong in its own way. By default what stands under `forms:number.` */
  number?: NumberAsked & { wrong?: Partial<Record<NumberFault, SayLine>> };
  /** Said when an answer of the right kind does not pass the schema. */
  invalid?: SayLine;
  /** The question that this one is about more closely: with another answer to that, this one's is asked anew. */
  follows?: string;
  /** The label of the Done button, where "Done" says too little. */
  doneLabel?: SayLine;
};

export type Form = {
  name: string;
  /** Grows when a question's meaning changes; answers in flight under another version are mapped or asked again, never shifted. */
  version: number;
  questions: Question[];
  /** False only where leaving makes no sense (choosing a language at first contact still has it: back to nothing). */
  cancellable: boolean;
  /** A 'messages' question that takes whatever is written at any other question, without asking (free text outside any form). */
  gathers?: string;
  /** Whether what is written goes without a name, as far as it is known by now: `may` while it can still be chosen. Absent: never. */
  withoutName?: (answers: Answers, context: FormContext) => 'yes' | 'may' | 'no';
  /** What the form is about, in a line: stands over its check, and over its question where it has but one. */
  about?: (context: FormContext) => SayLine[];
  /** Whether what was answered so far decides it: then it is over, and nothing more is asked. */
  decided?: (answers: Answers) => boolean;
  /** Said when the form is left without an answer; by default that nothing was sent. */
  leaving?: SayLine;
  /** Stands last on each of its screens, and on the one that says that it was left. */
  lastly?: (context: FormContext) => SayLine[];
  /** The language to speak from here on, where the form itself asks for it. */
  languageOf?: (answers: Answers) => { language?: Language; secondLanguage?: Language };
};

/** Where a resident stands in a form. Plain JSON. `key` is the submission key, made when the form was opened. */
export type FormState = {
  form: string;
  version: number;
  key: string;
  at: string;
  answers: Answers;
  /** Question keys answered so far, newest last: where Back goes. */
  trail: string[];
  /** Set while one answer is changed from the check before sending. */
  editing?: boolean;
  /** A message that did not fit the question, waiting for the person to say what to do with it. */
  aside?: IncomingMessage[];
  /** Messages that the person wants kept although this form has no place for them: handed back when it is over. */
  kept?: IncomingMessage[];
  /** Which message answered a question, by the handle that its channel gave it: a later edit of it changes the answer. */
  sources?: Record<string, string>;
  /** Keys answered by the host when the form was opened: not asked, and not a step to go back to. */
  given?: string[];
  /** A question asked in between: stop and delete, or delete and write again. */
  pending?: 'stop' | 'clear';
  /** An answer that can be meant in two ways, until they say which. Both stand as they would be kept; `either`: both are possible. */
  doubt?: { written: string; meant: string; either: boolean };
};

/** What a resident did. `formKey` (its first 8 characters) comes from a button and must be this form's. */
export type FormInput = { formKey?: string } & (
  | { kind: 'option'; question: string; code: string }
  | { kind: 'message'; message: IncomingMessage }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'done'; question: string }
  | { kind: 'skip'; question: string }
  | { kind: 'back' }
  | { kind: 'edit'; question: string }
  | { kind: 'resume' }
  | { kind: 'cancel' }
  /** The answers to the questions asked in between. */
  | { kind: 'stop'; sure: boolean }
  | { kind: 'clear'; question: string; sure?: boolean }
  /** Which of two ways an answer was meant. */
  | { kind: 'doubt'; question: string; meant: boolean }
  /** Takes the last file out that may tell who somebody is. */
  | { kind: 'take_out'; question: string }
  | { kind: 'aside'; keep: boolean }
  /** A sticker, a poll: nothing that can be kept. */
  | { kind: 'unsupported' }
);

/** What a step of a form comes to. `state` null: the form is over. */
export type FormStep = {
  state: FormState | null;
  say: Say[];
  /** Set where the form itself asks for the language: say this, and everything after it, in that language. */
  language?: Language;
  secondLanguage?: Language;
  /** The form is over and these messages are nobody's yet: offer to send them (the free-text form). Never drop them. */
  leftover?: IncomingMessage[];
  outcome?: { kind: 'completed'; form: string; key: string; answers: Answers } | { kind: 'cancelled' };
};
