import type { Answers, Form, FormContext, FormInput, FormState, FormStep } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { Say, SayLine } from '../domain/say.ts';
import { isBlank } from '../domain/text/fold.ts';
import { type Read, readAnswer, readContact } from './answer.ts';
import { aside, back, cancel, clear, leave, stop, takeOut, whichMeant } from './between.ts';
import { formKeyOf } from './buttons.ts';
import { again, earlier, goOn, isEarlier, record, type UnderWay, unpaused } from './form-step.ts';
import { collected, merge } from './messages.ts';
import { fitState, questionAt } from './progress.ts';
import { listedInCheck, renderArrival } from './render.ts';

export { formButton, parseFormButton } from './buttons.ts';
export { renderQuestion } from './render.ts';

/** Starts a form. `key` is the submission key; `prefill` holds answers already known, which are not asked again (null: it was skipped). */
export function openForm(form: Form, key: string, context: FormContext, prefill: Answers = {}): FormStep {
  const answers: Answers = {};
  const skipped: string[] = [];
  for (const question of form.questions) {
    if (!(question.key in prefill)) continue;
    if (prefill[question.key] === null && question.skippable) skipped.push(question.key);
    const parsed = question.schema.safeParse(prefill[question.key]);
    if (parsed.success) answers[question.key] = parsed.data;
  }
  const state: FormState = {
    form: form.name,
    version: form.version,
    key,
    at: '',
    answers,
    trail: [],
    given: [...Object.keys(answers), ...skipped],
  };
  return goOn(form, state, context);
}

/** One step: what the resident did, to the next state and what to say. Pure: no clock, no ids, no text. */
export function stepForm(form: Form, stored: FormState, input: FormInput, context: FormContext): FormStep {
  const state = fitState(form, stored, context);
  const question = questionAt(form, state);
  if (!question) return goOn(form, state, context);
  const turn: UnderWay = { form, state, question, context };
  if (input.formKey !== undefined && input.formKey !== formKeyOf(state.key)) return earlier(turn);
  const step = take(turn, input);
  const tapped = input.formKey !== undefined && !step.say.some(isEarlier);
  return spoken(form, tapped ? { ...step, say: replacing(step.say) } : step, state);
}

function take(turn: UnderWay, input: FormInput): FormStep {
  switch (input.kind) {
    case 'option':
      return option(unpaused(turn), input.question, input.code);
    case 'message':
      return message(unpaused(turn), input.message);
    case 'contact':
      return contact(unpaused(turn), input);
    case 'done':
      return done(unpaused(turn), input.question);
    case 'skip':
      return skip(unpaused(turn), input.question);
    case 'edit':
      return edit(unpaused(turn), input.question);
    case 'back':
      return back(turn);
    case 'cancel':
      return cancel(turn);
    case 'stop':
      return stop(turn, input.sure);
    case 'clear':
      return clear(turn, input.question, input.sure);
    case 'aside':
      return aside(turn, input.keep);
    case 'doubt':
      return whichMeant(turn, input.question, input.meant);
    case 'take_out':
      return takeOut(unpaused(turn), input.question);
    case 'unsupported':
      return again(turn, cannotUse(turn));
    case 'resume':
      return again(turn);
  }
}

/** A tapped button's own message turns into the first thing said. */
const replacing = ([first, ...rest]: Say[]): Say[] => (first ? [{ ...first, replace: true }, ...rest] : []);

function spoken(form: Form, step: FormStep, before: FormState): FormStep {
  const answers = step.state?.answers ?? (step.outcome?.kind === 'completed' ? step.outcome.answers : before.answers);
  return form.languageOf ? { ...step, ...form.languageOf(answers) } : step;
}

/** What to do instead, for something that answers nothing and cannot be kept. */
function cannotUse({ question, state, context }: UnderWay): SayLine {
  const hasButtons = (question.options?.(state.answers, context).length ?? 0) > 0;
  return { key: hasButtons ? 'forms:use_buttons' : 'forms:not_understood' };
}

function option(turn: UnderWay, key: string, code: string, handle?: string): FormStep {
  const { state, question, context } = turn;
  const options = question.options?.(state.answers, context) ?? [];
  const chosen = key === question.key ? options.find((candidate) => candidate.code === code) : undefined;
  if (!chosen) return earlier(turn);
  if (chosen.leaves) return leave(turn, true);
  if (chosen.tells) return tell(turn, chosen.tells(context));
  if (question.kind === 'choices') {
    const exclusive = options.filter((candidate) => candidate.exclusive).map((candidate) => candidate.code);
    const answers = { ...state.answers, [key]: toggled(state.answers[key], code, exclusive) };
    return again({ ...turn, state: { ...state, answers } });
  }
  const parsed = question.schema.safeParse(code);
  return parsed.success ? record(turn, parsed.data, handle) : earlier(turn);
}

/** Answers nothing. */
function tell(turn: UnderWay, told: SayLine[][]): FormStep {
  const step = again(turn);
  return { ...step, say: [...told.map((lines): Say => ({ lines })), ...step.say] };
}

function toggled(before: unknown, code: string, exclusive: string[]): string[] {
  const chosen = Array.isArray(before) ? (before as string[]) : [];
  if (chosen.includes(code)) return chosen.filter((other) => other !== code);
  return exclusive.includes(code) ? [code] : [...chosen.filter((other) => !exclusive.includes(other)), code];
}

function message(turn: UnderWay, incoming: IncomingMessage): FormStep {
  const { form, state, question, context } = turn;
  if (incoming.kind === 'text' && isBlank(incoming.text ?? '')) return again(turn, { key: 'forms:not_understood' });
  if (state.aside?.length) return putAside(turn, incoming);
  if (question.kind === 'messages') return collect(turn, question.key, incoming);
  if (form.gathers) return collect(turn, form.gathers, incoming);
  const options = question.options?.(state.answers, context) ?? [];
  if (options.length > 0) {
    const matches = incoming.kind === 'text' ? (context.matchLabel?.(incoming.text ?? '', options) ?? []) : [];
    if (matches.length > 1) return again(turn, { key: 'forms:which_one' });
    return matches[0] ? option(turn, question.key, matches[0], incoming.handle) : putAside(turn, incoming);
  }
  return answered(turn, readAnswer(question, incoming), () => putAside(turn, incoming), incoming.handle);
}

function answered(turn: UnderWay, read: Read, putAside: () => FormStep, handle?: string): FormStep {
  if (read.fits) return record(turn, read.value, handle);
  if ('doubt' in read) return again({ ...turn, state: { ...turn.state, doubt: read.doubt } });
  return 'line' in read ? again(turn, read.line) : putAside();
}

function collect(turn: UnderWay, key: string, incoming: IncomingMessage): FormStep {
  const { state } = turn;
  const merged = merge(collected(state, key), [incoming]);
  if (!merged) return again(turn, { key: 'forms:full' });
  const next = { ...turn, state: { ...state, answers: { ...state.answers, [key]: merged } } };
  return again(next, { key: incoming.file?.tooLarge ? 'forms:file_too_large' : 'forms:added' });
}

function putAside(turn: UnderWay, incoming: IncomingMessage): FormStep {
  const merged = merge(turn.state.aside ?? [], [incoming]);
  if (!merged) return again(turn, { key: 'forms:full' });
  const next = { ...turn, state: { ...turn.state, aside: merged } };
  return incoming.file?.tooLarge ? again(next, { key: 'forms:file_too_large' }) : again(next);
}

function contact(turn: UnderWay, shared: { phone: string; own: boolean }): FormStep {
  if (turn.question.kind !== 'phone') return again(turn, cannotUse(turn));
  if (!shared.own) return again(turn, { key: 'forms:own_phone' });
  return answered(turn, readContact(turn.question, shared.phone), () => again(turn));
}

function done(turn: UnderWay, key: string): FormStep {
  const { state, question } = turn;
  if (key !== question.key || (question.kind !== 'messages' && question.kind !== 'choices')) return earlier(turn);
  const value = state.answers[key];
  if (Array.isArray(value) && value.length > 0 && question.schema.safeParse(value).success) return record(turn, value);
  if (question.skippable) return record(turn, undefined);
  return again(turn, { key: question.kind === 'messages' ? 'forms:nothing_yet' : 'forms:choose_one' });
}

function skip(turn: UnderWay, key: string): FormStep {
  if (key !== turn.question.key || !turn.question.skippable) return earlier(turn);
  return record(turn, turn.question.kind === 'messages' ? turn.state.answers[key] : undefined);
}

function edit(turn: UnderWay, key: string): FormStep {
  const { form, state, question, context } = turn;
  const listed = listedInCheck(form, state, context).some((candidate) => candidate.key === key);
  if (question.kind !== 'confirm' || !listed) return earlier(turn);
  const at: FormState = { ...state, at: key, editing: true };
  return { state: at, say: renderArrival(form, at, context) };
}
