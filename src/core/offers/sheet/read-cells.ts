import { type NumberAsked, type NumberFault, readNumber } from '../../domain/numbers/read-number.ts';
import type { SheetCell, SheetCode } from '../../domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { cut } from '../../domain/text/cut.ts';
import { asCode, written } from '../../domain/text/fold.ts';
import { localInstant } from '../../domain/time/local-time.ts';

/** Each reads one cell; null means that it is empty. */

export function readText(cell: SheetCell): Result<string | null, SheetCode> {
  if (cell === null) return done(null);
  if (cell instanceof Date) return refuse('date_unexpected');
  if (typeof cell === 'object') return refuse(cell.fault);
  const text = written(String(cell));
  if (/^=/.test(text)) return refuse('formula');
  if (/^#(REF|N\/A|VALUE|NAME|DIV\/0|NUM|NULL)[!?]?$/i.test(text)) return refuse('error');
  // An apostrophe that a spreadsheet or our own exports put before a sign, so that it is no formula.
  return done(text === '' ? null : text.replace(/^'(?=[=+\-@])/, ''));
}

export const readWhole = (cell: SheetCell): Result<number | null, SheetCode> =>
  readAs(cell, { unit: 'any', whole: true, least: 0 }, WHOLE_CODES);

const WHOLE_CODES: Partial<Record<NumberFault, SheetCode>> = {
  not_number: 'not_whole',
  not_whole: 'not_whole',
  unclear: 'number_unclear',
};

/** `2500`, `2500,50`, `2.500,50 €`, `2,500.50`; not `2.500`, which is two things. */
export function readCents(cell: SheetCell): Result<number | null, SheetCode> {
  const amount = readAs(cell, { unit: 'euro', least: 0 }, CENTS_CODES);
  return amount.ok && amount.value !== null ? done(Math.round(amount.value * 100)) : amount;
}

const CENTS_CODES: Partial<Record<NumberFault, SheetCode>> = {
  unclear: 'money_unclear',
  other_currency: 'money_other',
};

function readAs(
  cell: SheetCell,
  asked: NumberAsked,
  codes: Partial<Record<NumberFault, SheetCode>>,
): Result<number | null, SheetCode> {
  const text = readText(cell);
  if (!text.ok || text.value === null) return text as Result<null, SheetCode>;
  // A number cell has no sign that could mean two things.
  const figures = typeof cell === 'number' ? cell.toFixed(6) : text.value;
  const read = readNumber(figures, { ...asked, strict: true });
  if (read.ok) return read;
  return refuse(codes[read.code] ?? OF_BOTH[read.code] ?? 'money_wrong', { text: clip(text.value) });
}

const OF_BOTH: Partial<Record<NumberFault, SheetCode>> = { negative: 'negative', several: 'number_several' };

const DAY = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?`;
const MOMENT = new RegExp(String.raw`^(?:${DAY})(?:[\sT,]+(\d{1,2}[:.]\d{2})(?::00)?(?:\s?h)?)?$`);

/** `2026-12-05` or `5. 12. 2026.` as `2026-12-05`; null for anything else. */
export function readDay(text: string): string | null {
  const match = new RegExp(`^(?:${DAY})$`).exec(text.trim());
  return match ? isoDay(match) : null;
}

function isoDay(match: RegExpExecArray): string {
  const [year, month, day] = match[1] ? [match[1], match[2], match[3]] : [match[6], match[5], match[4]];
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/** A day, perhaps with a time on the clock of Mitrovica; without one, the day's last minute. */
export function readMoment(cell: SheetCell): Result<Date | null, SheetCode> {
  if (cell instanceof Date) {
    const [day = '', time = ''] = cell.toISOString().slice(0, 16).split('T');
    return instantOf(day, time === '00:00' ? undefined : time);
  }
  if (typeof cell === 'number') return refuse('date_is_number', { text: String(cell) });
  const text = readText(cell);
  if (!text.ok || text.value === null) return text as Result<null, SheetCode>;
  const match = MOMENT.exec(text.value);
  if (!match) return refuse('date_wrong', { text: clip(text.value) });
  return instantOf(isoDay(match), match[7]);
}

function instantOf(day: string, clock = '23:59'): Result<Date, SheetCode> {
  const instant = localInstant(day, clock);
  if (instant) return done(instant);
  return localInstant(day, '12:00')
    ? refuse('time_skipped', { text: `${day} ${clock}` })
    : refuse('no_such_day', { text: day });
}

export function readCode<T extends string>(cell: SheetCell, codes: readonly T[]): Result<T | null, SheetCode> {
  const text = readText(cell);
  if (!text.ok || text.value === null) return text as Result<null, SheetCode>;
  const wanted = asCode(text.value);
  const found = codes.find((code) => asCode(code) === wanted);
  return found ? done(found) : refuse('code_unknown', { text: clip(text.value), known: codes.join(', ') });
}

/** Codes with `;`, `,` or a line's end between them; each once. */
export function readCodes<T extends string>(cell: SheetCell, codes: readonly T[]): Result<T[], SheetCode> {
  const text = readText(cell);
  if (!text.ok) return text;
  const found = new Set<T>();
  for (const part of (text.value ?? '').split(/[;,\n]/).filter((one) => one.trim() !== '')) {
    const code = readCode(part, codes);
    if (!code.ok) return code;
    if (code.value !== null) found.add(code.value);
  }
  return done([...found]);
}

/** So much of a wrong cell as fits into a sentence. */
export const clip = (text: string): string => cut(text.replace(/\s+/g, ' '), 41);
