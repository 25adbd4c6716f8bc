import type { Answers, Form, FormContext, FormState, Question } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { collected } from './messages.ts';

export const questionAt = (form: Form, state: FormState): Question | undefined =>
  form.questions.find((question) => question.key === state.at);

export const isAsked = (question: Question, answers: Answers, context: FormContext): boolean =>
  question.when?.(answers, context) ?? true;

export const isAnswered = (state: FormState, key: string): boolean =>
  state.trail.includes(key) || (state.given?.includes(key) ?? false);

export const nextQuestion = (form: Form, state: FormState, context: FormContext): Question | undefined =>
  form.questions.find((question) => isAsked(question, state.answers, context) && !isAnswered(state, question.key));

/**
 * Takes away the answers to questions that are no longer asked. One answer may hang on another, so it goes on until
 * nothing changes. Messages are never taken away: what a person wrote outlives the question.
 */
export function dropUnasked(form: Form, state: FormState, context: FormContext): FormState {
  const gone = form.questions.filter(
    (question) =>
      question.kind !== 'messages' &&
      (isAnswered(state, question.key) || question.key in state.answers) &&
      !isAsked(question, state.answers, context),
  );
  if (gone.length === 0) return state;
  const keys = new Set(gone.map((question) => question.key));
  return dropUnasked(form, without(state, keys), context);
}

export function without(state: FormState, keys: Set<string>): FormState {
  const keep = (key: string) => !keys.has(key);
  return {
    ...state,
    answers: Object.fromEntries(Object.entries(state.answers).filter(([key]) => keep(key))),
    trail: state.trail.filter(keep),
    ...(state.given && { given: state.given.filter(keep) }),
    ...(state.sources && { sources: Object.fromEntries(Object.entries(state.sources).filter(([key]) => keep(key))) }),
  };
}

/** Fits a state of another version, or one that stands at a question that is gone: answers are kept by key where they still hold. */
export function fitState(form: Form, state: FormState, context: FormContext): FormState {
  if (state.version === form.version && questionAt(form, state)) return state;
  const answers: Answers = {};
  const homeless: IncomingMessage[] = [];
  const known = new Set<string>();
  for (const [key, value] of Object.entries(state.answers)) {
    const question = form.questions.find((candidate) => candidate.key === key);
    const parsed = question && question.kind !== 'confirm' ? question.schema.safeParse(value) : { success: false };
    if (parsed.success) {
      answers[key] = value;
      known.add(key);
    } else if (looksLikeMessages(value)) homeless.push(...value);
  }
  for (const question of form.questions)
    if (question.skippable && !(question.key in state.answers)) known.add(question.key);
  const kept = [...(state.kept ?? []), ...homeless];
  const { editing: _editing, pending: _pending, doubt: _doubt, ...rest } = state;
  const fitted: FormState = {
    ...rest,
    version: form.version,
    answers,
    trail: state.trail.filter((key) => known.has(key)),
    ...(state.given && { given: state.given.filter((key) => known.has(key)) }),
    ...(kept.length > 0 && { kept }),
  };
  const dropped = dropUnasked(form, fitted, context);
  const next = nextQuestion(form, dropped, context) ?? form.questions.at(-1);
  return { ...dropped, at: next?.key ?? '' };
}

const looksLikeMessages = (value: unknown): value is IncomingMessage[] =>
  Array.isArray(value) && value.some((entry) => typeof entry === 'object' && entry !== null && 'handle' in entry);

/** The answers that count when the form is over, and messages for which no question was asked in the end. */
export function settle(form: Form, state: FormState, context: FormContext) {
  const answers: Answers = {};
  const leftover = [...(state.kept ?? []), ...(state.aside ?? [])];
  for (const question of form.questions) {
    const counts = isAsked(question, state.answers, context) && isAnswered(state, question.key);
    if (counts && question.key in state.answers) answers[question.key] = state.answers[question.key];
    else if (question.kind === 'messages') leftover.push(...collected(state, question.key));
  }
  return { answers, leftover };
}
