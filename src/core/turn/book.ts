import type { Form, FormContext, FormState } from '../domain/form.ts';

/** What the activities say, as far as a pure step needs it: made once by the host (core/dialogue/book.ts). */
export type Book = {
  /** The form of a name; one that is built from what it is about needs that in the context. */
  formFor(name: string, context: FormContext): Form | undefined;
  /** Whether something serious is being told in it. */
  isSerious(state: FormState): boolean;
  /** The form in which words outside of any are offered. */
  words: Form;
  /** What residents type after a slash, in the order in which it is shown. */
  commands: readonly string[];
  /** The activities in the menu. */
  menu: readonly BookEntry[];
  /** The lists of offers, by the word that their buttons carry. */
  lists: readonly string[];
  /** The families of buttons that somebody who agreed may press. */
  families: readonly string[];
};

/** `form`: opened at once; without, it is looked up. */
export type BookEntry = { command: string; row: 'above_mine' | 'below_mine'; anybody: boolean; form: Form | undefined };
