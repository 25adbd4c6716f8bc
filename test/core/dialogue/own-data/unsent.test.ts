import { describe, expect, it } from 'vitest';
import { BOOK } from '../../../../src/core/dialogue/book.ts';
import { answeredIn } from '../../../../src/core/dialogue/own-data/unsent.ts';
import type { FormState } from '../../../../src/core/domain/form.ts';
import type { StepContext } from '../../../../src/core/turn/standing.ts';

const KEY = '0f0f0f0f-0000-4000-8000-000000000000';
const context: StepContext = {
  language: 'sq',
  secondLanguage: null,
  emergencyNumbers: [],
  lists: {},
  formKey: KEY,
  book: BOOK,
};
const words = { kind: 'text', text: 'Nuk ka ujë', handle: '7' };
const begun = (form: string, answers: FormState['answers']): FormState => ({
  ...{ form, version: 1, key: KEY, at: 'none', answers, trail: [] },
});
const told = (form: string, answers: FormState['answers']) =>
  Object.fromEntries(answeredIn(begun(form, answers), context).map(({ field, value }) => [field, value]));
const byLabel = (key: string) => ({ list: [{ key }] });

describe('what was begun and not sent is told as the person saw it', () => {
  it.each<[what: string, form: string, answers: FormState['answers'], told: Record<string, unknown>]>([
    ['a button that only says how it goes is no answer', 'free-text', { messages: [words], what: 'send' }, {}],
    ['nor the next one', 'free-text', { messages: [words], what: 'send', how: 'now' }, {}],
    [
      'what was chosen is said in words',
      'feedback',
      { type: 'complaint', municipality: 'mitrovica_north', sector: 'health' },
      {
        typed_type: byLabel('codes:feedback_type.complaint'),
        typed_municipality: byLabel('codes:municipality.mitrovica_north'),
        typed_sector: byLabel('codes:sector.health'),
      },
    ],
    [
      'a place that was typed stands as it was written',
      'feedback',
      { type: 'question', settlement: { text: 'suhodoll' } },
      { typed_type: byLabel('codes:feedback_type.question'), typed_settlement: { text: 'suhodoll' } },
    ],
    [
      'of a form that is not known any more a code is left out, and what was typed stays',
      'a-form-of-an-earlier-version',
      { gender: 'not_said', name: 'Sample Person', amount: 250_000 },
      { typed_name: { text: 'Sample Person' }, typed_amount: { text: '250000' } },
    ],
  ])('%s', (_what, form, answers, expected) => {
    expect(told(form, answers)).toEqual(expected);
  });
});
