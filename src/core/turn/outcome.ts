import type { Answers, Belonging, Form } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import type { Say, SayLine } from '../domain/say.ts';
import type { About, Dialogue } from './standing.ts';

/**
 * A form to be opened: `prefill` is not asked again, `before` is said first, `offer` is what it is built from where it is about one, `belongs` what
 * the items are that its words may belong to.
 */
export type Opening = {
  form: Form;
  prefill?: Answers;
  before?: Say[];
  about?: About;
  offer?: OfferFacts;
  belongs?: readonly Belonging[];
};

/** What a step's effect came to. */
export type Outcome = {
  say: Say[];
  /** Where they stand then; as before, if it says nothing of it. */
  dialogue?: Dialogue;
  /** The open form is put aside; `whole`, also where only single answers stand in it. */
  parks?: true | 'whole';
  /** Opened right after, under what is said. */
  next?: Opening;
  /** They go back into the form that was put aside. */
  resumes?: Pick<Opening, 'offer' | 'belongs'>;
  /** Fed to the form that is open then, as if it had just been written there. */
  feeds?: IncomingMessage;
  /** Written in vain, and nobody's yet: offered as a message of its own, never dropped. */
  unplaced?: IncomingMessage[];
  toast?: SayLine;
  /** A button whose place is shown again under what is said. */
  again?: string;
  /** A word beside what stands on the screen. */
  beside?: true;
};
