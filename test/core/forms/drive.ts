import type { Answers, Form, FormContext, FormInput, FormState, FormStep } from '../../../src/core/domain/form.ts';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import { openForm, parseFormButton, stepForm } from '../../../src/core/forms/engine.ts';

/** Invented; no resident's. */
export const KEY = '0b9f3c2e-1111-4222-8333-444455556666';

export const context: FormContext = {
  language: 'sq',
  emergencyNumbers: [
    { label: 'all', number: '112' },
    { label: 'police', number: '192' },
  ],
  lists: {},
  values: { reference: 'F-7K3QM2', openReference: 'F-7K3QM2', closedDays: '730', sensitiveDays: '365' },
};

let nextId = 1;
export const text = (words: string, handle = String(nextId++)): IncomingMessage => ({
  kind: 'text',
  text: words,
  handle,
});
export const voice = (handle = String(nextId++)): IncomingMessage => ({
  kind: 'voice',
  file: { id: 'voice-1', uniqueId: 'v1', seconds: 4 },
  handle,
});
export const photo = (handle = String(nextId++)): IncomingMessage => ({
  kind: 'photo',
  file: { id: 'photo-1', uniqueId: 'p1' },
  handle,
});

/** A form under way: inputs go in, the last step stays readable. */
export function drive(form: Form, prefill?: Answers, over: Partial<FormContext> = {}) {
  const where: FormContext = { ...context, ...over };
  let step: FormStep = openForm(form, KEY, where, prefill);
  const state = (): FormState => {
    if (!step.state) throw new Error('The form is over');
    return step.state;
  };
  const put = (input: FormInput): FormStep => {
    step = stepForm(form, state(), input, where);
    return step;
  };
  const buttons = () => step.say.flatMap((say) => (say.buttons ?? []).flat());
  return {
    put,
    state,
    step: () => step,
    say: (message: IncomingMessage) => put({ kind: 'message', message }),
    choose: (...codes: string[]) => {
      for (const code of codes) put({ kind: 'option', question: state().at, code });
      return step;
    },
    done: () => put({ kind: 'done', question: state().at }),
    skip: () => put({ kind: 'skip', question: state().at }),
    back: () => put({ kind: 'back' }),
    /** Presses the button with this label, as Telegram would send it. */
    press: (label: string) => {
      const found = buttons().find((button) => 'key' in button.label && button.label.key === label);
      const input = found && parseFormButton(found.data);
      if (!input) throw new Error(`No button ${label}`);
      return put(input);
    },
    labels: () => buttons().map((button) => ('key' in button.label ? button.label.key : button.label.text)),
    lines: () => step.say.flatMap((say) => [...say.lines, ...(say.after ?? [])].map((line) => line.key)),
    answers: () => (step.outcome?.kind === 'completed' ? step.outcome.answers : null),
  };
}

/** Feedback up to the check before sending. */
export function feedbackAtCheck(form: Form) {
  const at = drive(form);
  at.choose('complaint', 'mitrovica_north');
  at.skip();
  at.choose('health');
  at.say(text('The clinic was closed'));
  at.done();
  return at;
}
