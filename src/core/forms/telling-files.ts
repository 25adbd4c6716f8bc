import type { Form, FormContext, FormState } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { SayLine } from '../domain/say.ts';
import { collected, messagesQuestion } from './messages.ts';

/** Kinds of message that we pass on as they are. A photo is made anew, and a place is what its sender meant to tell. */
const TELLING = ['voice', 'video', 'document'] as const;
type Telling = (typeof TELLING)[number];

export const tellingOf = ({ kind, file }: IncomingMessage): Telling | undefined =>
  file ? TELLING.find((one) => one === kind) : undefined;

/** Where the form keeps what is written. */
export const keyOf = (form: Form): string | undefined => messagesQuestion(form)?.key ?? form.gathers;

/** What was spoken in answer to another question. */
const spoken = (state: FormState): IncomingMessage[] =>
  Object.values(state.answers).flatMap((answer) =>
    typeof answer === 'object' && answer !== null && 'voice' in answer ? [answer.voice as IncomingMessage] : [],
  );

/**
 * What the files added so far may give away, one sentence for each kind, as it is told before sending: a voice and a video where it
 * goes without a name (in the check also where that can still be chosen), a document always.
 */
export function tellingLines(form: Form, state: FormState, context: FormContext, checking: boolean): SayLine[] {
  const key = keyOf(form);
  const files = [...(key === undefined ? [] : collected(state, key)), ...(checking ? spoken(state) : [])];
  // One that its channel does not hand over goes nowhere.
  const kinds = new Set(files.filter(({ file }) => !file?.tooLarge).map(tellingOf));
  const nameless = form.withoutName?.(state.answers, context) ?? 'no';
  const anonymous = nameless === 'yes' || (nameless === 'may' && checking);
  return TELLING.filter((kind) => kinds.has(kind) && (anonymous || kind === 'document')).map((kind) => ({
    key: anonymous ? `telling-files:${kind}_without_name` : 'telling-files:document',
  }));
}

/** Is there something among what is written that the person may want to take out? */
export function canTakeOut(form: Form, state: FormState): boolean {
  const key = keyOf(form);
  return key !== undefined && collected(state, key).some((message) => tellingOf(message) !== undefined);
}
