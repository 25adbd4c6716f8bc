import type { Answers, Form, FormContext, Question } from '../domain/form.ts';
import type { SayLine } from '../domain/say.ts';
import { isBlank } from '../domain/text/fold.ts';
import { readAnswer } from './answer.ts';
import { isAsked } from './progress.ts';

/** What was written down of somebody's answers, by question; what was not answered is not there. */
export type Given = Readonly<Record<string, string | readonly string[]>>;

/** `wrong`: what is wrong with an answer, by its question. */
export type Filled = { ok: true; answers: Answers } | { ok: false; wrong: Record<string, SayLine> };

/**
 * The answers of a form that somebody else fills in all at once, read as the form itself reads them one by one: the same questions, the same
 * readers, the same schemas. What the form does not ask of this person is left out. `handle`: what the words are called in the place they came from.
 */
export function fillForm(form: Form, context: FormContext, given: Given, handle = '0'): Filled {
  const answers: Answers = {};
  const wrong: Record<string, SayLine> = {};
  for (const question of form.questions) {
    if (question.kind === 'confirm' || !isAsked(question, answers, context)) continue;
    const read = readGiven(question, answers, context, given[question.key], handle);
    if ('line' in read) wrong[question.key] = read.line;
    else if (read.value !== undefined) answers[question.key] = read.value;
  }
  return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, answers };
}

type ReadGiven = { value: unknown } | { line: SayLine };

function readGiven(
  question: Question,
  answers: Answers,
  context: FormContext,
  given: string | readonly string[] | undefined,
  handle: string,
): ReadGiven {
  const empty = given === undefined || (typeof given === 'string' ? isBlank(given) : given.length === 0);
  if (empty) return question.skippable ? { value: undefined } : { line: { key: 'forms:write_text' } };
  if (question.kind === 'messages')
    return parsed(question, [{ kind: 'text', text: String(given), handle }], 'forms:write_text');
  if (question.kind === 'choice' || question.kind === 'choices') {
    const codes = (question.options?.(answers, context) ?? [])
      .filter(({ leaves, former }) => !leaves && !former)
      .map(({ code }) => code);
    const chosen = typeof given === 'string' ? [given] : given;
    if (!chosen.every((code) => codes.includes(code))) return { line: { key: 'forms:choose_one' } };
    return parsed(question, question.kind === 'choice' ? chosen[0] : chosen, 'forms:choose_one');
  }
  const read = readAnswer(question, { kind: 'text', text: String(given), handle });
  if (read.fits) return { value: read.value };
  if ('line' in read) return { line: read.line };
  // A number that may be another: whoever writes it down asks the person, and writes it with its country.
  return { line: question.invalid ?? { key: 'forms:write_phone' } };
}

function parsed({ schema, invalid }: Question, value: unknown, otherwise: string): ReadGiven {
  const read = schema.safeParse(value);
  return read.success ? { value: read.data } : { line: invalid ?? { key: otherwise } };
}
