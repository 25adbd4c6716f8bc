import type { Form, FormContext, FormState, Question } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { SayLine } from '../domain/say.ts';
import { readAnswer } from './answer.ts';
import { answeredWith, goOn } from './form-step.ts';
import { isAsked, questionAt } from './progress.ts';

/** What an edit came to: the form as it is then; or why what it says now is no answer, and the first one stands. */
export type EditInForm = { state: FormState } | { unfit: SayLine };

/**
 * A message that lies in a form was edited: among what is written, set aside or kept, or as the answer to one question. Null when it is none
 * of this form. An edit never sends anything: what would end the form is not taken.
 */
export function editInForm(
  form: Form,
  state: FormState,
  edited: IncomingMessage,
  context: FormContext,
): EditInForm | null {
  const written = swapWritten(state, edited);
  if (written) return { state: written };
  const [key] = Object.entries(state.sources ?? {}).find(([, handle]) => handle === edited.handle) ?? [];
  const question = form.questions.find((one) => one.key === key);
  return question ? editAnswer(form, state, question, edited, context) : null;
}

/** Wherever the message lies as it was written. */
function swapWritten(state: FormState, edited: IncomingMessage): FormState | null {
  let found = false;
  const swap = (one: IncomingMessage): IncomingMessage => {
    if (one.handle !== edited.handle) return one;
    found = true;
    return { ...edited, ...sentAs(one) };
  };
  const inAnswer = (answer: unknown): unknown => {
    if (Array.isArray(answer)) return answer.map((one) => (isMessage(one) ? swap(one) : one));
    return isSpoken(answer) ? { ...answer, voice: swap(answer.voice) } : answer;
  };
  const answers = Object.fromEntries(Object.entries(state.answers).map(([key, one]) => [key, inAnswer(one)]));
  const { aside, kept } = state;
  const swapped = {
    ...state,
    answers,
    ...(aside && { aside: aside.map(swap) }),
    ...(kept && { kept: kept.map(swap) }),
  };
  return found ? swapped : null;
}

/** Which paper it was sent as, and that it is somebody else's words: no edit changes that. */
const sentAs = ({ paper, forwarded }: IncomingMessage) => ({
  ...(paper && { paper }),
  ...(forwarded && { forwarded }),
});

const isMessage = (one: unknown): one is IncomingMessage => typeof one === 'object' && one !== null && 'handle' in one;
const isSpoken = (one: unknown): one is { voice: IncomingMessage } =>
  typeof one === 'object' && one !== null && 'voice' in one && isMessage(one.voice);

/** Read as it would have been when it was written first. */
function editAnswer(
  form: Form,
  state: FormState,
  question: Question,
  edited: IncomingMessage,
  context: FormContext,
): EditInForm {
  const read = readEdited(state, question, edited, context);
  if (!read.fits) return { unfit: 'line' in read ? read.line : { key: 'forms:write_text' } };
  const said = { key: question.key, value: read.value, handle: edited.handle };
  const next = goOn(form, answeredWith(form, state, said), context).state;
  if (next === null) return { unfit: { key: 'help:edited_too_late' } };
  // What is being changed from the check is gone on with, unless it is not asked any more.
  const here = questionAt(form, state);
  const mending = state.editing && here && isAsked(here, next.answers, context);
  return { state: mending ? { ...next, at: state.at, editing: true } : next };
}

function readEdited(state: FormState, question: Question, edited: IncomingMessage, context: FormContext) {
  const options = question.options?.(state.answers, context) ?? [];
  if (options.length === 0) return readAnswer(question, edited);
  const codes = edited.kind === 'text' ? (context.matchLabel?.(edited.text ?? '', options) ?? []) : [];
  const [only] = codes.length === 1 ? codes : [];
  return only === undefined
    ? { fits: false as const, line: { key: codes.length > 1 ? 'forms:which_one' : 'forms:use_buttons' } }
    : { fits: true as const, value: only };
}
