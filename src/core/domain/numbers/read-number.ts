import { LANGUAGE_ROWS } from '../language.ts';
import { done, type Result, refuse } from '../result.ts';
import { type Amount, amountsOf } from './amounts.ts';
import { type Part, partsOf } from './number-parts.ts';

/** What can be wrong with a number; each has its own sentence wherever one is asked for. */
export type NumberFault =
  | 'not_number'
  | 'several'
  | 'unclear'
  | 'other_currency'
  | 'negative'
  | 'not_whole'
  | 'not_cents'
  | 'too_small'
  | 'too_big';

export type NumberAsked = {
  /** What is counted. `any` takes whatever word stands beside the number, since the question names it. */
  unit: 'euro' | 'years' | 'any';
  least?: number;
  most?: number;
  whole?: boolean;
  /** In figures alone; and a sign that can be read in two ways (`2.500`) is not taken for one between thousands. */
  strict?: boolean;
};

/** Characters: whoever writes more than this beside a number tells a story. */
const LONGEST = 500;

/**
 * A number as people write it, in the words of any language: figures with the signs of any country, words (`dy mijë`), both
 * (`2,5 hiljade`), the unit beside it and what politeness adds. One number alone; of money, in euros.
 */
export function readNumber(text: string, asked: NumberAsked): Result<number, NumberFault> {
  if (text.length > LONGEST) return refuse('not_number');
  // As accounts write what is below zero, and as people put anything in brackets.
  if (asked.unit !== 'years' && /^\(\s*[\d.,' ]+\)$/.test(text.trim())) return refuse('unclear');
  let fault: NumberFault = 'not_number';
  for (const [, { numbers }] of LANGUAGE_ROWS) {
    const read = numbers ? readParts(partsOf(text, numbers), asked) : refuse('not_number');
    if (read.ok) return within(read.value, asked);
    if (fault === 'not_number') fault = read.code;
  }
  return refuse(fault);
}

function readParts(parts: readonly Part[], { unit, strict }: NumberAsked): Result<Amount, NumberFault> {
  const has = (...kinds: Part['is'][]): boolean => parts.some(({ is }) => kinds.includes(is));
  const found = amountsOf(parts);
  const inFigures = found.some((amount) => amount.inFigures);
  // Beside a number in figures, "one" is an article.
  const [one, ...more] = inFigures ? found.filter(({ article }) => !article) : found;
  if (!one || has('broken') || (strict && !inFigures)) return refuse('not_number');
  if (unit === 'euro' && has('other_currency')) return refuse('other_currency');
  if (more.some(({ value }) => value !== one.value)) return refuse('several');
  if (!isOf(unit, [one, ...more], has)) return refuse('not_number');
  const unclear = one.unclear && (strict || parts.some(({ is }) => is === 'scale'));
  return unclear ? refuse('unclear') : done(one);
}

/** Is this a number of what was asked? Words that say nothing to us are taken only where the unit is named, or anything may be one. */
function isOf(unit: NumberAsked['unit'], amounts: Amount[], has: (...kinds: Part['is'][]) => boolean): boolean {
  const strange = has('unknown', 'other_currency', 'percent');
  if (unit === 'any') return !(strange && amounts.every(({ article }) => article));
  if (amounts.some((amount) => amount.unit === unit)) return true;
  if (has('percent', unit === 'euro' ? 'years' : 'euro')) return false;
  return !strange;
}

function within({ value, places }: Amount, { unit, least, most, whole }: NumberAsked): Result<number, NumberFault> {
  if (value < 0 && (unit !== 'any' || (least !== undefined && least >= 0))) return refuse('negative');
  if (whole && !Number.isInteger(value)) return refuse('not_whole');
  if (unit === 'euro' && (places > 2 || !isCents(value))) return refuse('not_cents');
  if (least !== undefined && value < least) return refuse('too_small');
  if (most !== undefined && value > most) return refuse('too_big');
  return done(value);
}

/** A computer's crumbs are forgiven. */
const isCents = (euros: number): boolean => Math.abs(euros * 100 - Math.round(euros * 100)) < 0.001;
