import type { IncomingMessage } from './message-body.ts';
import type { Say, SayLine } from './say.ts';

/** Answers by question key. A skipped question has none. Values are what the question's schema gives back. */
export type Answers = Record<string, unknown>;

/** Facts from outside that a question or a text may depend on; read once a turn by the host. */
export type FormContext = {
  language: string | null;
  emergencyNumbers: { label: string; number: string }[];
  /** Codes of the programme's lists, as settings have them. */
  lists: Record<string, readonly string[]>;
  /** Values for texts, by name (a reference, a due date). */
  values?: Record<string, string>;
};

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
  /** Ends the form here instead of answering (a link back to the menu, say). */
};

/** Anything with zod's `safeParse`; kept structural so that the domain imports no library. */
export type Schema = { safeParse(value: unknown): { success: true; data: unknown } | { success: false } };

export type Question = {
  key: string;
  kind: QuestionKind;
  schema: Schema;
  /** What to say; several lines stand under each other in one message. */
  ask: (answers: Answers, context: FormContext) => SayLine[];
  options?: (answers: Answers, context: FormContext) => Option[];
  /** Asked only when this holds; absent means always. */
  when?: (answers: Answers, context: FormContext) => boolean;
  skippable?: boolean;
  /** A critical text (consent, violence, deletion, data): see Say.critical. */
  critical?: boolean;
};

export type Form = {
  name: string;
  /** Grows when a question's meaning changes; answers in flight under another version are mapped or asked again, never shifted. */
  version: number;
  questions: Question[];
  /** False only where leaving makes no sense (choosing a language at first contact still has it: back to nothing). */
  cancellable: boolean;
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
};

export type FormInput =
  | { kind: 'option'; question: string; code: string }
  | { kind: 'message'; message: IncomingMessage }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'done'; question: string }
  | { kind: 'skip'; question: string }
  | { kind: 'back' }
  | { kind: 'edit'; question: string }
  | { kind: 'resume' };

/** What a step of a form comes to. `state` null: the form is over. */
export type FormStep = {
  state: FormState | null;
  say: Say[];
  outcome?: { kind: 'completed'; form: string; key: string; answers: Answers } | { kind: 'cancelled' };
};
