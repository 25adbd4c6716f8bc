import { describe, expect, it } from 'vitest';
import type { FormContext, FormInput, FormState } from '../../../src/core/domain/form.ts';
import { feedbackForm } from '../../../src/core/feedback/forms/feedback.ts';
import { formKeyOf } from '../../../src/core/forms/buttons.ts';
import { openForm, stepForm } from '../../../src/core/forms/engine.ts';

const context: FormContext = { language: 'sq', emergencyNumbers: [], lists: {} };
const KEY = '0123456789abcdef';
const step = (state: FormState, input: FormInput): FormState => {
  const next = stepForm(feedbackForm, state, { formKey: formKeyOf(KEY), ...input } as FormInput, context).state;
  if (!next) throw new Error('the form is over');
  return next;
};
const choose = (state: FormState, question: string, code: string) => step(state, { kind: 'option', question, code });
const write = (state: FormState, text: string) =>
  stepForm(feedbackForm, state, { kind: 'message', message: { kind: 'text', text, handle: text } }, context)
    .state as FormState;

/** At the check, with a village of Zvečan. */
function atCheck(village: string | null): FormState {
  let state = openForm(feedbackForm, KEY, context).state as FormState;
  state = choose(state, 'type', 'complaint');
  state = choose(state, 'municipality', 'zvecan');
  state = village === null ? step(state, { kind: 'skip', question: 'settlement' }) : write(state, village);
  state = choose(state, 'sector', 'health');
  state = write(state, 'an invented message');
  return step(state, { kind: 'done', question: 'messages' });
}

describe('another municipality drops the village of the old one', () => {
  it('and asks for the new one', () => {
    const changed = choose(
      step(atCheck('Grabovac'), { kind: 'edit', question: 'municipality' }),
      'municipality',
      'mitrovica_north',
    );
    expect(changed.answers.settlement).toBeUndefined();
    expect(changed.at).toBe('settlement');
    const again = write(changed, 'Suhodoll');
    expect(again.at).toBe('check');
    expect(again.answers.settlement).toEqual({ text: 'Suhodoll' });
  });

  it('going back to the municipality too', () => {
    let state = openForm(feedbackForm, KEY, context).state as FormState;
    state = choose(state, 'type', 'complaint');
    state = choose(state, 'municipality', 'zvecan');
    state = write(state, 'Grabovac');
    state = step(step(state, { kind: 'back' }), { kind: 'back' });
    expect(state.at).toBe('municipality');
    state = choose(state, 'municipality', 'elsewhere');
    expect(state.answers.settlement).toBeUndefined();
    expect(state.at).toBe('settlement');
  });

  it('the same municipality once more keeps it', () => {
    const same = choose(
      step(atCheck('Grabovac'), { kind: 'edit', question: 'municipality' }),
      'municipality',
      'zvecan',
    );
    expect(same.answers.settlement).toEqual({ text: 'Grabovac' });
    expect(same.at).toBe('check');
  });

  it('who named none is not asked once more', () => {
    const none = choose(step(atCheck(null), { kind: 'edit', question: 'municipality' }), 'municipality', 'elsewhere');
    expect(none.at).toBe('check');
  });
});
