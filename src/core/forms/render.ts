import type { Form, FormContext, FormState, Option, Question } from '../domain/form.ts';
import type { MessageBody } from '../domain/message-body.ts';
import type { Say, SayButton, SayLine, SayValue } from '../domain/say.ts';
import { type FormButton, formButton } from './buttons.ts';
import { collected, messagesQuestion } from './messages.ts';
import { spaced } from './phone.ts';
import { isAnswered, isAsked, questionAt } from './progress.ts';
import { quoted, underQuote } from './quote.ts';
import { canTakeOut, keyOf, tellingLines } from './telling-files.ts';

/** The question where the form stands, with every button that makes sense there; also the questions asked in between. */
export function renderQuestion(form: Form, state: FormState, context: FormContext): Say[] {
  const question = questionAt(form, state);
  if (!question) return [];
  if (state.pending === 'stop') return [stopQuestion(state)];
  if (state.pending === 'clear') return [clearQuestion(state, question)];
  if (state.doubt) return [doubtQuestion(form, state, question, state.doubt)];
  if (state.aside?.length) return [asideQuestion(form, state)];
  return [ask(form, state, question, context)];
}

/** Whether the question, as it stands, asks for the phone's own share button. */
export function asksToShare(form: Form, state: FormState): boolean {
  const shares = shareOf(questionAt(form, state)) !== undefined;
  return shares && state.pending === undefined && state.doubt === undefined && !state.aside?.length;
}

const shareOf = (question: Question | undefined): Say['share'] =>
  question?.kind === 'phone' ? 'contact' : question?.kind === 'location' ? 'location' : undefined;

/** The question with what is said once on arrival before it. */
export function renderArrival(form: Form, state: FormState, context: FormContext): Say[] {
  const question = questionAt(form, state);
  // What is said once is said now, also when something else has to be decided first.
  const before = state.pending || state.doubt ? [] : (question?.before?.(state.answers, context) ?? []);
  return [...before.map((lines): Say => ({ lines })), ...renderQuestion(form, state, context)];
}

/** Puts a line on top of the first message. */
export const withLine = (line: SayLine, [first, ...rest]: Say[]): Say[] =>
  first ? [{ ...first, lines: [line, ...first.lines] }, ...rest] : [{ lines: [line] }];

const button = (state: FormState, label: SayLine, made: FormButton): SayButton => ({
  label,
  data: formButton(state.key, made),
});

function ask(form: Form, state: FormState, question: Question, context: FormContext): Say {
  const say = askOnly(form, state, question, context);
  return withUnder(say, form.lastly?.(context) ?? []);
}

/** With these lines at the end: under what is quoted, where something is. */
function withUnder(say: Say, lines: SayLine[]): Say {
  if (lines.length === 0) return say;
  return say.quote === undefined
    ? { ...say, lines: [...say.lines, ...lines] }
    : { ...say, after: [...(say.after ?? []), ...lines] };
}

function askOnly(form: Form, state: FormState, question: Question, context: FormContext): Say {
  const lines = question.ask(state.answers, context);
  const about = form.questions.length === 1 ? (form.about?.(context) ?? []) : [];
  const say: Say = {
    lines: question.kind === 'confirm' ? checkLines(form, state, context) : [...about, ...lines],
    buttons: [...answerButtons(form, state, question, context), ...ways(form, state, question, context)],
  };
  const told = tellingLines(form, state, context, question.kind === 'confirm');
  if (question.kind === 'messages') say.lines = [...about, ...lines, ...told, ...countLine(state, question.key)];
  if (form.gathers && question.kind !== 'messages') say.lines = [...lines, ...told, ...countLine(state, form.gathers)];
  if (question.kind === 'choices') say.lines = [...lines, { key: 'forms:many_choices' }];
  const share = shareOf(question);
  if (share) say.share = share;
  if (question.kind === 'confirm') return withQuote(form, state, say, [...told, ...lines]);
  const sends = sentFromHere(form, question);
  return withUnder(
    sends === undefined ? say : quoting(say, collected(state, sends)),
    question.under?.(state.answers, context) ?? [],
  );
}

/** Where the message lies that goes by a press at this question, with no check after it. */
function sentFromHere(form: Form, question: Question): string | undefined {
  if (form.gathers !== undefined) return form.gathers;
  const checked = form.questions.some(({ kind }) => kind === 'confirm');
  return question.kind === 'messages' && !checked ? question.key : undefined;
}

const ways = (form: Form, state: FormState, question: Question, context: FormContext): SayButton[][] =>
  question.isFirstOfAll?.(context) ? [] : [navigation(form, state)];

const navigation = (form: Form, state: FormState): SayButton[] => [
  button(state, { key: 'common:back' }, { kind: 'back' }),
  ...(form.cancellable ? [button(state, { key: 'common:cancel' }, { kind: 'cancel' })] : []),
];

function answerButtons(form: Form, state: FormState, question: Question, context: FormContext): SayButton[][] {
  const { key } = question;
  const offered = (question.options?.(state.answers, context) ?? []).filter(({ former }) => !former);
  const rows: SayButton[][] = offered.map((option) => [
    button(state, optionLabel(state, question, option), { kind: 'option', question: key, code: option.code }),
  ]);
  if (question.kind === 'confirm')
    for (const listed of listedInCheck(form, state, context))
      rows.push([
        button(
          state,
          { key: 'common:edit', values: { what: listed.name ?? '' } },
          { kind: 'edit', question: listed.key },
        ),
      ]);
  if (question.kind === 'messages' || question.kind === 'choices')
    rows.push([button(state, question.doneLabel ?? { key: 'common:done' }, { kind: 'done', question: key })]);
  if (question.kind === 'messages' && state.editing && collected(state, key).length > 0)
    rows.push([button(state, { key: 'forms:clear.button' }, { kind: 'clear', question: key })]);
  const taking = keyOf(form);
  if (taking !== undefined && offersTakingOut(form, question) && canTakeOut(form, state))
    rows.push([button(state, { key: 'telling-files:take_out' }, { kind: 'take_out', question: taking })]);
  if (question.skippable) rows.push([button(state, { key: 'common:skip' }, { kind: 'skip', question: key })]);
  return rows;
}

/** Where what was written is looked at before it goes. */
const offersTakingOut = (form: Form, question: Question): boolean =>
  question.kind === 'messages' || question.kind === 'confirm' || form.gathers !== undefined;

function optionLabel(state: FormState, question: Question, option: Option): SayLine {
  const chosen = state.answers[question.key];
  if (question.kind !== 'choices' || !Array.isArray(chosen) || !chosen.includes(option.code)) return option.label;
  return { key: 'common:chosen', values: { label: { key: option.label.key } } };
}

const countLine = (state: FormState, key: string): SayLine[] => {
  const count = collected(state, key).length;
  return count > 0 ? [{ key: 'forms:added_count', values: { count } }] : [];
};

/** Questions that the check lists: named, and asked of this person. */
export const listedInCheck = (form: Form, state: FormState, context: FormContext): Question[] =>
  form.questions.filter(
    (question) => question.name && isAsked(question, state.answers, context) && isAnswered(state, question.key),
  );

function checkLines(form: Form, state: FormState, context: FormContext): SayLine[] {
  const answers = listedInCheck(form, state, context).map((question) => ({
    key: 'common:label_and_value',
    values: { label: question.name ?? '', value: shown(question, state, context) },
  }));
  return [...(form.about?.(context) ?? []), { key: 'forms:check.title' }, ...answers];
}

function shown(question: Question, state: FormState, context: FormContext): SayValue {
  const value = state.answers[question.key];
  if (value === undefined) return { key: 'common:not_given' };
  if (question.show) return question.show(value, context, state.answers);
  const options = question.options?.(state.answers, context) ?? [];
  const label = (code: unknown): SayValue => {
    const option = options.find((candidate) => candidate.code === code);
    return option ? { key: option.label.key } : { text: String(code) };
  };
  if (Array.isArray(value)) return question.kind === 'messages' ? value.length : { list: value.map(label) };
  return question.kind === 'choice' ? label(value) : { text: String(value) };
}

/** The check: the answers, the words quoted, and under them what the question itself says. */
function withQuote(form: Form, state: FormState, say: Say, under: SayLine[]): Say {
  const question = messagesQuestion(form);
  const messages = question ? collected(state, question.key) : [];
  if (messages.length === 0) return { ...say, lines: [...say.lines, ...under] };
  const lines = [...say.lines, { key: 'forms:check.quote' }];
  return quoting({ ...say, lines, after: under }, messages);
}

/** With what they wrote under its lines, and what else they sent. */
function quoting(say: Say, messages: readonly MessageBody[]): Say {
  if (messages.length === 0) return say;
  const quote = quoted(messages);
  const after = [...underQuote(quote), ...(say.after ?? [])];
  if (quote.text === null) return { ...say, lines: [...say.lines, ...after], after: [] };
  return { ...say, quote: quote.text, after };
}

function asideQuestion(form: Form, state: FormState): Say {
  const keep = messagesQuestion(form) ? 'forms:aside.keep' : 'forms:aside.keep_later';
  const aside = state.aside ?? [];
  return quoting(
    {
      lines: [{ key: 'forms:aside.ask' }, { key: 'forms:check.parts', values: { count: aside.length } }],
      buttons: [
        [button(state, { key: keep }, { kind: 'keep' })],
        [button(state, { key: 'forms:aside.leave' }, { kind: 'leave' })],
        navigation(form, state),
      ],
    },
    aside,
  );
}

const stopQuestion = (state: FormState): Say => ({
  lines: [{ key: 'forms:stop.ask' }],
  buttons: [
    [button(state, { key: 'forms:stop.no' }, { kind: 'stay' })],
    [button(state, { key: 'forms:stop.yes' }, { kind: 'stop' })],
  ],
});

const clearQuestion = (state: FormState, question: Question): Say => ({
  lines: [{ key: 'forms:clear.ask' }],
  buttons: [
    [button(state, { key: 'forms:clear.no' }, { kind: 'clear_no', question: question.key })],
    [button(state, { key: 'forms:clear.yes' }, { kind: 'clear_yes', question: question.key })],
  ],
});

const doubtQuestion = (
  form: Form,
  state: FormState,
  { key }: Question,
  { written, meant, either }: NonNullable<FormState['doubt']>,
): Say => {
  const [asWritten, asMeant] = [{ number: spaced(written) }, { number: spaced(meant) }];
  return {
    lines: [
      { key: 'forms:phone.wrote', values: asWritten },
      { key: 'forms:phone.did_you_mean', values: asMeant },
    ],
    buttons: [
      [button(state, { key: 'forms:phone.meant', values: asMeant }, { kind: 'meant', question: key })],
      ...(either
        ? [[button(state, { key: 'forms:phone.as_written', values: asWritten }, { kind: 'as_written', question: key })]]
        : []),
      navigation(form, state),
    ],
  };
};
