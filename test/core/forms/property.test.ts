import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS } from '../../../src/core/dialogue/book.ts';
import type { Form, FormInput, FormState, FormStep } from '../../../src/core/domain/form.ts';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import { openForm, parseFormButton, stepForm } from '../../../src/core/forms/engine.ts';
import { enquiryForm } from '../../../src/core/grants/forms/enquiry.ts';
import { registrationForm } from '../../../src/core/trainings/forms/registration.ts';
import { sampleOffer } from '../../support/offers.ts';
import { context, KEY, text } from './drive.ts';

type Act = { tap: number } | { say: IncomingMessage } | { raw: FormInput };

const message = fc.record({
  kind: fc.constantFrom<IncomingMessage['kind'][]>('text', 'voice', 'photo', 'document', 'location'),
  text: fc.option(fc.string({ unit: 'binary', maxLength: 30 }), { nil: undefined }),
  handle: fc.integer({ min: 1, max: 10_000 }).map(String),
});
const keys = FORMS.flatMap((form) => form.questions.map((question) => question.key));
const anyKey = fc.constantFrom(...keys, 'nothing');
const raw: fc.Arbitrary<FormInput> = fc.oneof(
  fc.record({
    kind: fc.constant('option' as const),
    question: anyKey,
    code: fc.constantFrom('yes', 'no', 'send', 'zvecan', 'x'),
  }),
  fc.record({ kind: fc.constantFrom('done' as const, 'skip' as const, 'edit' as const), question: anyKey }),
  fc.record({ kind: fc.constantFrom('back' as const, 'cancel' as const, 'resume' as const, 'unsupported' as const) }),
  fc.record({ kind: fc.constant('contact' as const), phone: fc.string(), own: fc.boolean() }),
  fc.record({ kind: fc.constant('aside' as const), keep: fc.boolean() }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ tap: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ say: message }) },
  { weight: 2, arbitrary: fc.record({ raw }) },
);

/** Taps that delete by the person's own word; every other act must keep what was written. */
const DELETES = new Set(['forms:stop.yes', 'forms:clear.yes', 'forms:aside.leave', 'freetext:leave']);

function inputOf(step: FormStep, wanted: Act): { input: FormInput; deletes: boolean } | null {
  if ('say' in wanted) return { input: { kind: 'message', message: wanted.say }, deletes: false };
  if ('raw' in wanted) {
    const { raw } = wanted;
    return { input: raw, deletes: (raw.kind === 'aside' && !raw.keep) || leavesAside(step, raw) };
  }
  const buttons = step.say.flatMap((say) => (say.buttons ?? []).flat());
  const button = buttons[wanted.tap % Math.max(1, buttons.length)];
  const input = button && parseFormButton(button.data);
  if (!button || !input) return null;
  const label = 'key' in button.label ? button.label.key : '';
  return { input, deletes: DELETES.has(label) || leavesAside(step, input) };
}

/** Back out of the question what becomes of words leaves them out, and says so. */
const leavesAside = ({ state }: FormStep, input: FormInput): boolean =>
  input.kind === 'back' && state?.pending === undefined && (state?.aside?.length ?? 0) > 0;

/** Everything of the person's that a step still holds. */
function held(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const entry of value) held(entry, found);
  else if (typeof value === 'object' && value !== null) {
    if ('handle' in value) found.add(value.handle as string);
    for (const entry of Object.values(value)) held(entry, found);
  }
  return found;
}

/** Walks on from a state by the plainest way: go on, answer, send. */
function finish(form: Form, from: FormState): boolean {
  let state: FormState | null = from;
  for (let count = 0; state && count < 30; count++) {
    const at: FormState = state;
    const question = form.questions.find((candidate) => candidate.key === at.at);
    const option = question?.options?.(at.answers, context).find((candidate) => !candidate.leaves);
    const given = at.answers[at.at];
    const step: FormStep = at.aside
      ? stepForm(form, at, { kind: 'aside', keep: true }, context)
      : question?.kind === 'messages' || question?.kind === 'choices'
        ? Array.isArray(given) && given.length > 0
          ? stepForm(form, at, { kind: 'done', question: at.at }, context)
          : question.kind === 'messages'
            ? stepForm(form, at, { kind: 'message', message: text('words') }, context)
            : question.skippable || !option
              ? stepForm(form, at, { kind: 'skip', question: at.at }, context)
              : stepForm(form, at, { kind: 'option', question: at.at, code: option.code }, context)
        : option
          ? stepForm(form, at, { kind: 'option', question: at.at, code: option.code }, context)
          : stepForm(form, at, { kind: 'message', message: text(FITTING[at.at] ?? 'Sample words') }, context);
    if (step.outcome?.kind === 'completed') return true;
    state = step.state;
  }
  return false;
}

/** What a written question takes, by its key. */
const FITTING: Record<string, string> = {
  number: '1234567812345678',
  code: '123456',
  age: '30',
  amount: '1500',
  phone: '044 123 456',
  q_num: '7',
};

/** Forms that are built from an offer, with every kind of question that one may ask. */
const offer = {
  ...sampleOffer(new Date('2026-05-04T08:00:00Z')),
  ...{ id: KEY, code: 'T-000000', status: 'published' as const, formVersion: 1, promiseVersion: 1, sessions: [] },
  heldSeats: { women: 1, youth: 1, roma: 1 },
  rules: { municipalities: ['zvecan' as const] },
  maximumCents: 300_000,
  questions: [
    { key: 'biz', kind: 'yes_no' as const, needed: 'yes' as const, texts: { en: 'A business?' } },
    { key: 'txt', kind: 'text' as const, texts: { en: 'Why?' } },
    { key: 'num', kind: 'number' as const, optional: true, texts: { en: 'How many?' } },
  ],
};
const reader = { language: 'sq' as const, second: null };
const registration = registrationForm({ ...offer, kind: 'training' }, reader);
// A call holds no seats: whom it asks of themselves, it asks for its rules.
const rules = { ...offer.rules, minAge: 18, genders: ['woman' as const], communities: ['roma' as const] };
const enquiry = enquiryForm({ ...offer, kind: 'grant_call', rules }, reader);

describe.each([...FORMS, registration, enquiry].map((form) => [form.name, form] as const))(
  'whatever happens in %s',
  (_name, form: Form) => {
    it('no message is lost but by the person’s own word, and the end stays within reach', () => {
      fc.assert(
        fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
          const prefill =
            form.name === 'free-text' ? { messages: [{ kind: 'text', text: 'first', handle: '99999' }] } : {};
          let step = openForm(form, KEY, context, prefill);
          for (const wanted of acts) {
            const found = inputOf(step, wanted);
            if (!found || !step.state) continue;
            const before = held(step.state);
            const next = stepForm(form, step.state, found.input, context);
            const after = held({ state: next.state, outcome: next.outcome, leftover: next.leftover });
            if (!found.deletes)
              for (const id of before) expect(after.has(id) || isSaidAnew(form, step.state, id)).toBe(true);
            expect(next.state !== null || next.outcome !== undefined).toBe(true);
            expect(JSON.parse(JSON.stringify(next.state))).toEqual(next.state);
            step = next;
          }
          if (step.state) expect(finish(form, step.state)).toBe(true);
        }),
        { numRuns: 150 },
      );
    });
  },
);

/** A street, a name or an answer that was spoken may be said anew, which takes the place of the first. */
const isSaidAnew = (form: Form, state: FormState, id: string): boolean =>
  form.questions
    .filter(({ kind }) => kind === 'location' || kind === 'text')
    .some(({ key }) => held(state.answers[key]).has(id));
