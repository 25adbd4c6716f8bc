import type { Form, FormContext, FormInput, FormState, FormStep, Question } from '../../../core/domain/form.ts';
import type { Say } from '../../../core/domain/say.ts';
import { openForm, stepForm } from '../../../core/forms/engine.ts';
import { isAsked } from '../../../core/forms/progress.ts';

/** Which of a question's answers are walked. */
export type Allows = (question: string, code: string) => boolean;

const KEY = '00000000-0000-4000-8000-000000000000';
/** Invented; the first of them that a question takes is its answer. */
const WRITTEN = ['(what they write)', '1500', '34', '044 123 456', '1234 5678 1234 5678', '123 456', '25.12.2026'];

/**
 * Every screen that a form comes to by answering it, in the order of its questions: what somebody meets who answers one way and then the
 * other. Screens of which every text stands on an earlier one in the same way are left out.
 */
export function walkForm(form: Form, context: FormContext, allows: Allows = () => true): Say[] {
  const screens = new Map<string, { at: number; say: Say }>();
  const seen = new Set<string>();
  const queue: FormStep[] = [openForm(form, KEY, context)];
  for (let step = queue.shift(); step; step = queue.shift()) {
    const { state } = step;
    const at = form.questions.findIndex(({ key }) => key === state?.at);
    const place = at < 0 ? form.questions.length : at;
    step.say.forEach((say, index) => {
      const shape = shapeOf(say);
      // What is said before a question stands above it.
      const before = index < step.say.length - 1 ? 0.5 : 0;
      if (!screens.has(shape)) screens.set(shape, { at: place - before, say });
    });
    const question = form.questions[at];
    if (!state || !question || seen.has(signature(form, state, context))) continue;
    seen.add(signature(form, state, context));
    queue.push(...answersTo(form, state, question, context, allows));
  }
  return [...screens.values()].sort((a, b) => a.at - b.at).map(({ say }) => say);
}

/** Two states that go on in the same ways: at the same question, with the same ones to come. */
const signature = (form: Form, { at, answers }: FormState, context: FormContext): string =>
  JSON.stringify([
    at,
    form.questions.map((question) => isAsked(question, answers, context)),
    answers[at] !== undefined,
  ]);

const shapeOf = ({ lines, after, buttons }: Say): string =>
  JSON.stringify([
    lines.map(({ key }) => key),
    after?.map(({ key }) => key),
    buttons?.flat().map(({ label }) => ('key' in label ? label.key : '')),
  ]);

function answersTo(form: Form, state: FormState, question: Question, context: FormContext, allows: Allows): FormStep[] {
  const put = (input: FormInput): FormStep => stepForm(form, state, input, context);
  const { key } = question;
  const options = (question.options?.(state.answers, context) ?? []).filter(({ code }) => allows(key, code));
  if (question.kind === 'choices') {
    const [first] = options;
    const chosen = first ? put({ kind: 'option', question: key, code: first.code }) : null;
    const done = chosen?.state ? [chosen, stepForm(form, chosen.state, { kind: 'done', question: key }, context)] : [];
    return [...done, ...(question.skippable ? [put({ kind: 'skip', question: key })] : [])];
  }
  const tapped = options.map(({ code }) => put({ kind: 'option', question: key, code }));
  if (question.kind === 'messages') return [...tapped, ...written(form, put, key, context)];
  if (options.length > 0) return [...tapped, ...skipped(question, put)];
  const said = WRITTEN.map((text) => put({ kind: 'message', message: { kind: 'text', text, handle: '1' } }));
  const taken = said.find((step) => step.state?.at !== state.at && !step.state?.doubt);
  return [...(taken ? [taken] : []), ...skipped(question, put)];
}

type Put = (input: FormInput) => FormStep;

const skipped = ({ key, skippable }: Question, put: Put): FormStep[] =>
  skippable ? [put({ kind: 'skip', question: key })] : [];

function written(form: Form, put: Put, key: string, context: FormContext): FormStep[] {
  const added = put({ kind: 'message', message: { kind: 'text', text: WRITTEN[0] ?? '', handle: '1' } });
  if (!added.state) return [added];
  return [added, stepForm(form, added.state, { kind: 'done', question: key }, context)];
}
