import type { Form, FormContext, FormState, FormStep, Question } from '../domain/form.ts';
import type { Say, SayLine } from '../domain/say.ts';
import { dropUnasked, nextQuestion, settle, without } from './progress.ts';
import { renderArrival, renderQuestion, withLine } from './render.ts';

/** One step under way: the form, where the person stands in it, and the question there. */
export type UnderWay = { form: Form; state: FormState; question: Question; context: FormContext };

/** Any other act means "go on": a question asked in between is dropped. What lies aside stays there until they say what becomes of it. */
export function unpaused(turn: UnderWay): UnderWay {
  const { pending: _pending, doubt: _doubt, ...state } = turn.state;
  return { ...turn, state };
}

export const again = ({ form, state, context }: UnderWay, line?: SayLine): FormStep => {
  const say = renderQuestion(form, state, context);
  return { state, say: line ? withLine(line, say) : say };
};

const EARLIER = 'forms:earlier_button';
export const earlier = (turn: UnderWay): FormStep => again(turn, { key: EARLIER });
export const isEarlier = (say: Say): boolean => say.lines.some((line) => line.key === EARLIER);

/** To the first question not yet answered, or to the end. */
export function goOn(form: Form, state: FormState, context: FormContext): FormStep {
  const { editing: _editing, ...kept } = dropUnasked(form, state, context);
  const next = form.decided?.(kept.answers) ? undefined : nextQuestion(form, kept, context);
  if (next) {
    const at = { ...kept, at: next.key };
    return { state: at, say: renderArrival(form, at, context) };
  }
  const { answers, leftover } = settle(form, kept, context);
  return {
    state: null,
    say: [],
    outcome: { kind: 'completed', form: form.name, key: state.key, answers },
    ...(leftover.length > 0 && { leftover }),
  };
}

/** `handle`: of the message that said it. */
export const record = ({ form, state, question, context }: UnderWay, value: unknown, handle?: string): FormStep =>
  goOn(form, answeredWith(form, state, { key: question.key, value, handle }), context);

/** The form with an answer in it, and without what hung on another one. */
export function answeredWith(
  form: Form,
  state: FormState,
  { key, value, handle }: { key: string; value: unknown; handle: string | undefined },
): FormState {
  const followed = changed(state.answers[key], value) ? withoutFollowing(form, state, key) : state;
  const answers = { ...followed.answers };
  if (value === undefined) delete answers[key];
  else answers[key] = value;
  const trail = followed.trail.includes(key) ? followed.trail : [...followed.trail, key];
  return { ...saidBy(followed, key, handle), answers, trail };
}

function saidBy({ sources = {}, ...state }: FormState, key: string, handle: string | undefined): FormState {
  const { [key]: _earlier, ...others } = sources;
  const now = handle === undefined ? others : { ...others, [key]: handle };
  return Object.keys(now).length > 0 ? { ...state, sources: now } : state;
}

const changed = (before: unknown, after: unknown): boolean =>
  before !== undefined && JSON.stringify(before) !== JSON.stringify(after);

/** What was answered more closely about another answer than it is now: the village of another municipality. */
function withoutFollowing(form: Form, state: FormState, key: string): FormState {
  const stale = form.questions.filter((one) => one.follows === key && one.key in state.answers).map((one) => one.key);
  return without(state, new Set(stale));
}
