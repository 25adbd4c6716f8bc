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

export function record({ form, state, question, context }: UnderWay, value: unknown): FormStep {
  const followed = changed(state.answers[question.key], value) ? withoutFollowing(form, state, question.key) : state;
  const answers = { ...followed.answers };
  if (value === undefined) delete answers[question.key];
  else answers[question.key] = value;
  const trail = followed.trail.includes(question.key) ? followed.trail : [...followed.trail, question.key];
  return goOn(form, { ...followed, answers, trail }, context);
}

const changed = (before: unknown, after: unknown): boolean =>
  before !== undefined && JSON.stringify(before) !== JSON.stringify(after);

/** What was answered more closely about another answer than it is now: the village of another municipality. */
function withoutFollowing(form: Form, state: FormState, key: string): FormState {
  const stale = form.questions.filter((one) => one.follows === key && one.key in state.answers).map((one) => one.key);
  return without(state, new Set(stale));
}
