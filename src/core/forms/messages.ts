import type { Form, FormState, Question } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';

/** The most messages one answer holds. */
export const MAX_MESSAGES = 200;

/** The messages collected for a question so far. */
export function collected(state: FormState, key: string): IncomingMessage[] {
  const value = state.answers[key];
  return Array.isArray(value) ? (value as IncomingMessage[]) : [];
}

export const messagesQuestion = (form: Form): Question | undefined =>
  form.questions.find((question) => question.kind === 'messages');

/** Whether leaving now would throw away something that the person wrote. */
export function holdsMessages(form: Form, state: FormState): boolean {
  const question = messagesQuestion(form);
  return Boolean((question && collected(state, question.key).length) || state.aside?.length || state.kept?.length);
}

/** Adds messages; one that came before (a redelivery, or an edit of it) takes the place of its earlier self. Null when full. */
export function merge(before: IncomingMessage[], more: IncomingMessage[]): IncomingMessage[] | null {
  const all = [...before];
  for (const message of more) {
    const at = all.findIndex((known) => known.handle === message.handle);
    if (at >= 0) all[at] = message;
    else all.push(message);
  }
  return all.length > Math.max(MAX_MESSAGES, before.length) ? null : all;
}

/** Moves what lies aside to the form's own message, or keeps it for after the form where it has none or that is full. */
export function foldAside(form: Form, state: FormState): FormState {
  const { aside, ...rest } = state;
  if (!aside?.length) return rest;
  const question = messagesQuestion(form);
  const merged = question && merge(collected(state, question.key), aside);
  if (question && merged) return { ...rest, answers: { ...rest.answers, [question.key]: merged } };
  return { ...rest, kept: [...(rest.kept ?? []), ...aside] };
}
