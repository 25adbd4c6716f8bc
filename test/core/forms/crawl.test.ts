import { describe, expect, it } from 'vitest';
import { LONGEST_DATA } from '../../../src/bots/telegram/render.ts';
import { FORMS } from '../../../src/core/dialogue/book.ts';
import type { Form, FormContext, FormInput, FormState, FormStep } from '../../../src/core/domain/form.ts';
import type { Say, SayButton } from '../../../src/core/domain/say.ts';
import { openForm, parseFormButton, stepForm } from '../../../src/core/forms/engine.ts';
import { longestSentence } from '../../../src/core/i18n/check.ts';
import { labelMatcher } from '../../../src/core/i18n/match-label.ts';
import { MULTILINGUAL, SAME_WORDS } from '../../../src/core/i18n/rules.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { criticalKeys } from '../../../src/core/i18n/second-under.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { context, KEY, text, voice } from './drive.ts';

const texts = loadTexts(undefined, { strict: true });
const where: FormContext = { ...context, matchLabel: labelMatcher(texts) };

const buttonsOf = (say: Say[]): SayButton[] => say.flatMap((one) => (one.buttons ?? []).flat());

/** Two states that ask the same and may go on in the same ways. Places, topics and communities differ only in their labels. */
function signature(form: Form, state: FormState): string {
  const branching = ['type', 'safe', 'privacy', 'language', 'what', 'how'];
  const { answers } = state;
  const shape = form.questions.map(({ key, kind }) => {
    const value = answers[key];
    if (branching.includes(key)) return key === 'type' ? String(value === 'sensitive_report') : value;
    return kind === 'messages' || kind === 'choices'
      ? Math.min(2, Array.isArray(value) ? value.length : 0)
      : value !== undefined;
  });
  const beside = [
    state.pending,
    state.doubt !== undefined,
    state.editing,
    Math.min(1, state.aside?.length ?? 0),
    Math.min(1, state.kept?.length ?? 0),
  ];
  return JSON.stringify([state.at, state.trail, beside, shape]);
}

function inputs(step: FormStep): FormInput[] {
  const tapped = buttonsOf(step.say).map((button) => {
    const input = parseFormButton(button.data);
    if (!input) throw new Error(`A button that cannot be read: ${button.data}`);
    return input;
  });
  return [
    ...tapped,
    { kind: 'message', message: text('1234 5678 1234 5678', '1') },
    { kind: 'message', message: text('123 456', '4') },
    { kind: 'message', message: text('+377 44 123 456', '5') },
    { kind: 'message', message: voice('2') },
    { kind: 'message', message: { kind: 'location', place: { latitude: 42.9, longitude: 20.8 }, handle: '3' } },
    { kind: 'unsupported' },
    { kind: 'cancel' },
  ];
}

/** Every step that can be come to, and which states lead to an end. */
function crawl(form: Form) {
  const prefill = form.name === 'free-text' ? { messages: [text('no water', '9')] } : {};
  const first = openForm(form, KEY, where, prefill);
  const seen = new Map<string, FormStep>();
  const says = new Set<string>();
  const leadsTo = new Map<string, Set<string>>();
  const ends = new Set<string>();
  const queue: FormStep[] = [first];
  while (queue.length > 0) {
    const step = queue.shift() as FormStep;
    says.add(JSON.stringify(step.say));
    if (!step.state) continue;
    const here = signature(form, step.state);
    if (seen.has(here)) continue;
    seen.set(here, step);
    for (const input of inputs(step)) {
      const next = stepForm(form, step.state, input, where);
      says.add(JSON.stringify(next.say));
      if (next.outcome?.kind === 'completed') ends.add(here);
      if (next.state) {
        const there = signature(form, next.state);
        leadsTo.set(there, (leadsTo.get(there) ?? new Set()).add(here));
        if (!seen.has(there)) queue.push(next);
      }
    }
  }
  return { seen, says: [...says].map((say) => JSON.parse(say) as Say[]), ends, leadsTo };
}

/** States from which the form can be completed. */
function reaching(ends: Set<string>, leadsTo: Map<string, Set<string>>): Set<string> {
  const good = new Set(ends);
  const queue = [...ends];
  for (let here = queue.pop(); here !== undefined; here = queue.pop())
    for (const before of leadsTo.get(here) ?? [])
      if (!good.has(before)) {
        good.add(before);
        queue.push(before);
      }
  return good;
}

function isLeftEnglish(language: string, key: string): boolean {
  const [own, english] = [texts.strings(language).get(key), texts.strings('en').get(key)];
  const words =
    (own ?? '')
      .replace(/\{\{[^{}]*\}\}/g, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return own === english && !MULTILINGUAL.test(key) && words.some((word) => !SAME_WORDS.has(word));
}

function wrongWith(say: Say, language: string): string[] {
  const wrong: string[] = [];
  const lines = [...say.lines, ...(say.after ?? [])];
  const spoken = lines.map((line) => sayLine(texts, line, { language, channel: 'telegram' }));
  const second =
    language === 'rom' && criticalKeys(say).length > 0
      ? lines.map((line) => sayLine(texts, line, { language: 'sr-Latn', channel: 'telegram' }))
      : [];
  const whole = [...spoken, ...second, say.quote ?? ''].join('\n\n');
  if (whole.length === 0 || whole.length > 4096) wrong.push(`a message of ${whole.length} characters`);
  for (const said of spoken) {
    if (/\{\{|\}\}/.test(said)) wrong.push(`a value is missing in “${said}”`);
    if (language !== 'rom' && longestSentence(said) > 20) wrong.push(`a long sentence: ${said}`);
  }
  const labels = (say.buttons ?? []).flat().flatMap((button) => ('key' in button.label ? [button.label] : []));
  for (const label of labels) {
    const said = sayLine(texts, label, { language });
    if ([...said].length > 40 || said.length === 0) wrong.push(`a button of ${[...said].length} characters: ${said}`);
  }
  if (language !== 'en')
    for (const line of [...lines, ...labels])
      if (isLeftEnglish(language, line.key)) wrong.push(`English left in ${line.key}`);
  return wrong;
}

describe.each(FORMS.map((form) => [form.name, form] as const))('every path of %s', (_name, form: Form) => {
  const found = crawl(form);

  it('leads on: from everywhere the form can be completed', () => {
    const good = reaching(found.ends, found.leadsTo);
    const dead = [...found.seen.keys()].filter((key) => !good.has(key));
    expect(found.ends.size).toBeGreaterThan(0);
    expect(dead).toEqual([]);
  });

  it('comes to every question', () => {
    const asked = new Set([...found.seen.values()].map((step) => step.state?.at));
    const given = form.gathers ? [form.gathers] : [];
    expect(
      form.questions.map((question) => question.key).filter((key) => !asked.has(key) && !given.includes(key)),
    ).toEqual([]);
  });

  it('has Back and Cancel at every question, and a way to answer', () => {
    for (const step of found.seen.values()) {
      if (step.state?.pending) continue;
      const labels = buttonsOf(step.say).map((button) => ('key' in button.label ? button.label.key : ''));
      expect(labels.slice(-2)).toEqual(['common:back', 'common:cancel']);
      const at = form.questions.find((question) => question.key === step.state?.at);
      const answers = buttonsOf(step.say).filter((button) => /:(!done|!skip|!keep|[^!:]+)$/.test(button.data));
      expect(answers.length > 0 || at?.kind === 'text').toBe(true);
    }
  });

  it('keeps every button within what Telegram gives back, and each goes back to what it stands for', () => {
    for (const say of found.says)
      for (const button of buttonsOf(say)) {
        expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(LONGEST_DATA);
        expect(parseFormButton(button.data)).not.toBeNull();
      }
  });

  it.each(texts.languages)('speaks %s: no missing text, nothing too long, no English left', (language) => {
    const wrong = found.says.flatMap((says) => says.flatMap((say) => wrongWith(say, language)));
    expect([...new Set(wrong)]).toEqual([]);
  });
});

describe('all forms', () => {
  it('have short keys and codes, and an answer to each of their own options', () => {
    for (const form of FORMS as readonly Form[])
      for (const question of form.questions) {
        expect(question.key).toMatch(/^[a-z_]{1,14}$/);
        for (const option of question.options?.({}, where) ?? []) {
          expect(option.code).toMatch(/^[A-Za-z0-9_-]{1,36}$/);
          const answer = question.kind === 'choices' ? [option.code] : option.code;
          expect(option.leaves || option.tells !== undefined || question.schema.safeParse(answer).success).toBe(true);
        }
      }
  });
});
