import { type NumberAsked, type NumberFault, readNumber } from '../../domain/numbers/read-number.ts';
import type { SheetCell, SheetCode } from '../../domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { cut } from '../../domain/text/cut.ts';
import { asCode, written } from '../../domain/text/fold.ts';
import { readUntil, readUntilDate } from '../../domain/time/written-time.ts';

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

/** Until when something lasts; see `readUntil`. */
export function readMoment(cell: SheetCell): Result<Date | null, SheetCode> {
  if (cell instanceof Date) return withText(readUntilDate(cell), cell.toISOString().slice(0, 16).replace('T', ' '));
  if (typeof cell === 'number') return refuse('date_is_number', { text: String(cell) });
  const text = readText(cell);
  if (!text.ok || text.value === null) return text as Result<null, SheetCode>;
  return withText(readUntil(text.value), text.value);
}

const withText = <T>(read: Result<T, SheetCode>, text: string): Result<T, SheetCode> =>
  read.ok ? read : refuse(read.code, { text: clip(text) });

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
