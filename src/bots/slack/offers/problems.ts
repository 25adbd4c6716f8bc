import type { OfferCode, OfferProblem } from '../../../core/domain/offers/check-offer.ts';
import type { SheetCode } from '../../../core/domain/offers/sheet.ts';
import { cut } from '../../../core/domain/text/cut.ts';
import { clean } from '../escape.ts';
import type { Read } from '../kit/fields.ts';
import { staffWords } from '../kit/words.ts';

const { hasWords, words } = staffWords('staff-offers');

/** The one text of a problem, for a plain_text place. */
export function problemWords({
  code,
  values = {},
}: {
  code: OfferCode | SheetCode;
  values?: Record<string, string | number>;
}): string {
  const made = (value: string | number) => (typeof value === 'number' ? value : cut(clean(value), 60));
  const safe = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, made(value)]));
  return words(hasWords(`problems.${code}`) ? `problems.${code}` : 'problems.unknown', safe);
}

/** The block of a form in which the part of the offer stands that a problem is about. */
const BLOCKS: Record<string, string> = {
  texts: 'title',
  seats: 'seats',
  waitingSeats: 'waiting_seats',
  heldSeats: 'held_women',
  heldUntil: 'held_until',
  sessions: 'sessions',
  deadline: 'deadline',
  'rules.age': 'min_age',
  maximumCents: 'maximum',
  budgetCents: 'budget',
  questions: 'question_text_sq',
};

/** Problems beside the fields they belong to; what belongs to another form stands beside the first field of this one. */
export function problemErrors(problems: readonly OfferProblem[], blocks: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  const [first = ''] = blocks;
  for (const problem of problems) {
    const [part = ''] = problem.field.startsWith('texts') ? ['texts'] : [problem.field];
    const own = BLOCKS[part] ?? first;
    const block = blocks.includes(own) ? own : first;
    const say = problemWords(problem);
    errors[block] = errors[block] === undefined ? say : `${errors[block]} ${say}`;
  }
  return errors;
}

/** One thing that is wrong, beside its block. */
export const wrong = (
  block: string,
  code: OfferCode | SheetCode,
  values?: Record<string, string | number>,
): Read<never> => ({
  ok: false,
  errors: { [block]: problemWords({ code, ...(values && { values }) }) },
});
