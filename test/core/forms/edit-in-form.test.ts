import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Form, FormContext, FormInput, FormState } from '../../../src/core/domain/form.ts';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import { editInForm } from '../../../src/core/forms/edit-in-form.ts';
import { openForm, stepForm } from '../../../src/core/forms/engine.ts';
import { Messages, option, Place, Spoken, sentence } from '../../../src/core/forms/questions.ts';

/* Wherever words lie in a form, an edit of them is taken, or it says why not; it never sends anything. */
const KEY = '00000000-0000-4000-8000-000000000001';
const context: FormContext = {
  language: 'sq',
  emergencyNumbers: [],
  lists: {},
  matchLabel: (text, options) => options.filter(({ code }) => code === text.toLowerCase()).map(({ code }) => code),
};
const ask = () => [sentence('forms:write_text')];
const form: Form = {
  name: 'sample',
  version: 1,
  cancellable: true,
  questions: [
    { key: 'name', kind: 'text', schema: Spoken(2, 40), ask },
    {
      key: 'age',
      kind: 'number',
      schema: z.number().int().min(14).max(99),
      ask,
      invalid: sentence('forms:write_number'),
    },
    { key: 'parent', kind: 'text', schema: Spoken(2, 40), ask, when: ({ age }) => Number(age) < 18 },
    { key: 'place', kind: 'location', schema: Place, ask },
    {
      key: 'way',
      kind: 'choice',
      schema: z.enum(['bus', 'foot']),
      ask,
      options: () => [option('bus', 'a'), option('foot', 'b')],
    },
    { key: 'idea', kind: 'messages', schema: Messages, ask },
    { key: 'check', kind: 'confirm', schema: z.literal('send'), ask, options: () => [option('send', 'c')] },
  ],
};
const said = (handle: string, text: string): IncomingMessage => ({ kind: 'text', handle, text });
const voice = (handle: string, text?: string): IncomingMessage => ({
  kind: 'voice',
  handle,
  file: { id: 'f', uniqueId: 'u' },
  ...(text !== undefined && { text }),
});
const message = (one: IncomingMessage): FormInput => ({ kind: 'message', message: one });
function after(...inputs: FormInput[]): FormState {
  let state = openForm(form, KEY, context).state as FormState;
  for (const input of inputs) state = stepForm(form, state, input, context).state as FormState;
  return state;
}
const adult = [message(said('1', 'Agron Krasniqi')), message(said('2', '30'))];
const whole = [
  ...adult,
  message(said('3', 'Rruga e Agronit')),
  message(said('4', 'bus')),
  message(said('5', 'Agroni ka një ide')),
  { kind: 'done', question: 'idea' },
] as FormInput[];

test.each<[string, FormInput[], IncomingMessage, (state: FormState) => unknown, unknown]>([
  [
    'a name, at the next question',
    adult.slice(0, 1),
    said('1', 'Besa Krasniqi'),
    ({ answers }) => answers.name,
    'Besa Krasniqi',
  ],
  [
    'a name, at the check',
    whole,
    said('1', 'Besa Krasniqi'),
    ({ answers, at }) => [answers.name, at],
    ['Besa Krasniqi', 'check'],
  ],
  ['a number', whole, said('2', '31'), ({ answers }) => answers.age, 31],
  ['a place that was written', whole, said('3', 'Rruga e re'), ({ answers }) => answers.place, { text: 'Rruga e re' }],
  ['a choice that was typed', whole, said('4', 'foot'), ({ answers }) => answers.way, 'foot'],
  ['one of the messages', whole, said('5', 'një ide'), ({ answers }) => answers.idea, [said('5', 'një ide')]],
  [
    'what was set aside',
    [...adult, message(said('3', 'x')), message(said('8', 'diçka'))],
    said('8', 'tjetër'),
    ({ aside }) => aside,
    [said('8', 'tjetër')],
  ],
  [
    'what is said under a spoken name',
    [message(voice('1', 'Agron'))],
    voice('1', 'Besa'),
    ({ answers }) => answers.name,
    { voice: voice('1', 'Besa') },
  ],
  [
    'a caption that is taken away, where what it was sent as stays',
    [...whole.slice(0, 4), message({ ...voice('9', 'Agron'), paper: 'id', forwarded: 'person' })],
    voice('9'),
    ({ answers }) => answers.idea,
    [{ ...voice('9'), paper: 'id', forwarded: 'person' }],
  ],
  [
    'a number after which something else is asked',
    adult,
    said('2', '16'),
    ({ answers, at }) => [answers.age, at],
    [16, 'parent'],
  ],
  [
    'a number after which what was answered is not asked any more',
    [adult[0] as FormInput, message(said('2', '16')), message(said('6', 'Nëna'))],
    said('2', '19'),
    ({ answers, at }) => ['parent' in answers, at],
    [false, 'place'],
  ],
])('an edit is taken: %s', (_name, inputs, edited, look, expected) => {
  const found = editInForm(form, after(...inputs), edited, context);
  expect(found && 'state' in found && look(found.state)).toEqual(expected);
});

test('a name that was edited away stands nowhere in the form', () => {
  let state = after(...whole);
  for (const edited of [said('1', 'Besa K'), said('3', 'Rruga e re'), said('5', 'një ide')]) {
    const found = editInForm(form, state, edited, context);
    if (!found || !('state' in found)) throw new Error('not taken');
    state = found.state;
  }
  expect(JSON.stringify(state)).not.toMatch(/Agron|Krasniqi/);
});

test.each<[string, IncomingMessage, string]>([
  ['a name that is too short', said('1', 'B'), 'forms:write_text'],
  ['an age that is no number', said('2', 'nuk e di'), 'forms:number.not_number'],
  ['an age that nobody may have', said('2', '7'), 'forms:write_number'],
  ['a choice that is none', said('4', 'aeroplan'), 'forms:use_buttons'],
])('an edit that is no answer says why, and the first stands: %s', (_name, edited, key) => {
  expect(editInForm(form, after(...whole), edited, context)).toEqual({ unfit: { key } });
});

test.each<[string, FormInput[], IncomingMessage]>([
  ['a message of another form', whole, said('77', 'x')],
  [
    'an answer that was given anew by another message',
    [...whole, { kind: 'edit', question: 'name' }, message(said('9', 'Besa'))],
    said('1', 'x'),
  ],
])('it is none of the form: %s', (_name, inputs, edited) => {
  const named: Form = { ...form, questions: form.questions.map((one) => ({ ...one, name: sentence('a') })) };
  let state = openForm(named, KEY, context).state as FormState;
  for (const input of inputs) state = stepForm(named, state, input, context).state as FormState;
  expect(editInForm(named, state, edited, context)).toBeNull();
});

test('an edit never sends: what would be the end of the form is not taken', () => {
  const short: Form = { ...form, questions: form.questions.slice(0, 3) };
  const state = { ...after(adult[0] as FormInput, message(said('2', '16'))), at: 'parent' };
  expect(editInForm(short, state, said('2', '19'), context)).toEqual({ unfit: { key: 'help:edited_too_late' } });
});
