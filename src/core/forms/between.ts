import type { Form, FormState, FormStep } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { again, earlier, goOn, record, type UnderWay, unpaused } from './form-step.ts';
import { collected, foldAside, holdsMessages, messagesQuestion } from './messages.ts';
import { without } from './progress.ts';
import { keyOf, tellingOf } from './telling-files.ts';

export function back(turn: UnderWay): FormStep {
  const { form, state, context } = turn;
  if (state.pending || state.doubt) return again(unpaused(turn));
  if (state.aside?.length) return leaveOut(turn);
  if (turn.question.isFirstOfAll?.(context)) return again(turn);
  if (state.editing) return goOn(form, mended(turn), context);
  const at = state.trail.at(-1);
  if (at === undefined) return holdsMessages(form, state) ? pause(turn, 'stop') : leave(turn, false);
  return again({ ...turn, state: { ...state, at, trail: state.trail.slice(0, -1) } });
}

/** Back from a change leaves the answer as it was; one that was half taken away counts as not given, or is asked again. */
function mended({ state, question }: UnderWay): FormState {
  if (!(question.key in state.answers) || question.schema.safeParse(state.answers[question.key]).success) return state;
  const { [question.key]: _broken, ...answers } = state.answers;
  const trail = question.skippable ? state.trail : state.trail.filter((key) => key !== question.key);
  return { ...state, answers, trail };
}

const pause = (turn: UnderWay, pending: 'stop' | 'clear'): FormStep =>
  again({ ...turn, state: { ...turn.state, pending } });

export function cancel(turn: UnderWay): FormStep {
  const { form, state } = turn;
  if (!form.cancellable || turn.question.isFirstOfAll?.(turn.context)) return again(unpaused(turn));
  return holdsMessages(form, state) ? pause(turn, 'stop') : leave(turn, false);
}

export function stop(turn: UnderWay, sure: boolean): FormStep {
  if (turn.state.pending !== 'stop') return earlier(turn);
  return sure ? leave(turn, false) : again(unpaused(turn));
}

/** Over without an answer. What was written beside the form is handed back, unless the person just chose to delete it. */
export function leave({ form, state, context }: UnderWay, chosen: boolean): FormStep {
  const lastly = form.lastly?.(context) ?? [];
  const leftover = chosen ? [...(state.kept ?? []), ...(state.aside ?? [])] : [];
  return {
    state: null,
    say: [{ lines: [form.leaving ?? { key: 'forms:cancelled' }, ...lastly] }],
    outcome: { kind: 'cancelled' },
    ...(leftover.length > 0 && { leftover }),
  };
}

export function clear(turn: UnderWay, key: string, sure: boolean | undefined): FormStep {
  const { state, question } = turn;
  const here = key === question.key && question.kind === 'messages' && collected(state, key).length > 0;
  if (!here) return earlier(turn);
  if (sure === undefined) return pause(turn, 'clear');
  if (state.pending !== 'clear') return earlier(turn);
  const calmed = unpaused(turn);
  if (!sure) return again(calmed);
  return again({ ...calmed, state: { ...calmed.state, answers: { ...state.answers, [key]: [] } } });
}

export function aside(turn: UnderWay, keep: boolean): FormStep {
  if (!turn.state.aside?.length) return earlier(turn);
  if (keep) {
    const state = foldAside(turn.form, turn.state);
    return again({ ...turn, state }, { key: 'forms:aside.kept', values: { count: countKept(turn.form, state) } });
  }
  return leaveOut(turn);
}

/** Nothing of it stays: neither in the message nor for later. */
function leaveOut(turn: UnderWay): FormStep {
  const { aside: _aside, ...state } = turn.state;
  return again({ ...turn, state }, { key: 'forms:aside.left' });
}

/** Parts of the message that is written, and what is kept for after the form. */
function countKept(form: Form, state: FormState): number {
  const question = messagesQuestion(form);
  return (question ? collected(state, question.key).length : 0) + (state.kept?.length ?? 0);
}

/** The last of them goes; what was written under it stays. */
export function takeOut(turn: UnderWay, key: string): FormStep {
  const { form, state, question, context } = turn;
  const messages = key === keyOf(form) ? collected(state, key) : [];
  const at = messages.findLastIndex((message) => tellingOf(message) !== undefined);
  const taken = messages[at];
  if (!taken) return earlier(turn);
  const { text, handle } = taken;
  const left: IncomingMessage[] = text?.trim() ? [{ kind: 'text', text, handle }] : [];
  const rest = messages.toSpliced(at, 1, ...left);
  const answers = { ...state.answers, [key]: rest };
  if (rest.length > 0 || question.key === key)
    return again({ ...turn, state: { ...state, answers } }, { key: 'telling-files:taken_out' });
  // Nothing is left to send: it is asked for again, also where the form was opened with it.
  return goOn(form, without(state, new Set([key])), context);
}

/** They say which of two ways their answer was meant. */
export function whichMeant(turn: UnderWay, key: string, meant: boolean): FormStep {
  const { doubt } = turn.state;
  if (!doubt || key !== turn.question.key || !(meant || doubt.either)) return earlier(turn);
  const parsed = turn.question.schema.safeParse(meant ? doubt.meant : doubt.written);
  return parsed.success ? record(unpaused(turn), parsed.data) : earlier(unpaused(turn));
}
