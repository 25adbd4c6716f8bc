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

export function readWhole(cell: SheetCell): Result<number | null, SheetCode> {
  const text = readText(cell);
  if (!text.ok || text.value === null) return text as Result<null, SheetCode>;
  if (/^[-−–]\s*\d/.test(text.value)) return refuse('negative', { text: clip(text.value) });
  if (!/^\d{1,9}$/.test(text.value)) return refuse('not_whole', { text: clip(text.value) });
  return done(Number(text.value));
}

/** `2500`, `2500,50`, `2.500,50`, `2,500.50`; not `2.500`, which is two things. */
export function readCents(cell: SheetCell): Result<number | null, SheetCode> {
  const text = readText(cell);
  if (!text.ok || text.value === null) return text as Result<null, SheetCode>;
  const shown = clip(text.value);
  const amount = text.value.replace(/\s|€|eur/gi, '');
  if (/^[-−–]/.test(amount)) return refuse('negative', { text: shown });
  if (typeof cell === 'number')
    return Number.isInteger(roundedCents(cell)) ? done(roundedCents(cell)) : refuse('money_wrong', { text: shown });
  if (/^\d{1,3}[.,]\d{3}$/.test(amount)) return refuse('money_unclear', { text: shown });
  const match = /^(\d+|\d{1,3}(?:\.\d{3})+(?=,|$)|\d{1,3}(?:,\d{3})+(?=\.|$))(?:[.,](\d{1,2}))?$/.exec(amount);
  if (!match) return refuse('money_wrong', { text: shown });
  const cents = Number((match[1] ?? '').replace(/[.,]/g, '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? done(cents) : refuse('money_wrong', { text: shown });
}

/** Half a cent or more beside a whole one is no amount; a computer's crumbs are forgiven. */
function roundedCents(euros: number): number {
  const cents = Math.round(euros * 100);
  return Math.abs(euros * 100 - cents) < 0.001 && Number.isSafeInteger(cents) ? cents : Number.NaN;
}

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
