import type { Answers, Form } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import type { Say, SayLine } from '../domain/say.ts';
import type { About, Dialogue } from './standing.ts';

/** A form to be opened: `prefill` is not asked again, `before` is said first, `offer` is what it is built from where it is about one. */
export type Opening = { form: Form; prefill?: Answers; before?: Say[]; about?: About; offer?: OfferFacts };

/** What a step's effect came to. */
export type Outcome = {
  say: Say[];
  /** Where they stand then; as before, if it says nothing of it. */
  dialogue?: Dialogue;
  /** The open form is put aside. */
  parks?: true;
  /** Opened right after, under what is said. */
  next?: Opening;
  /** They go back into the form that was put aside. */
  resumes?: { offer?: OfferFacts };
  /** Written in vain, and nobody's yet: offered as a message of its own, never dropped. */
  unplaced?: IncomingMessage[];
  toast?: SayLine;
  /** A button whose place is shown again under what is said. */
  again?: string;
};
