import type { CellStyle } from 'hucre/xlsx';
import { cut } from '../../core/domain/text/cut.ts';
import { localParts } from '../../core/domain/time/local-time.ts';
import type { Column } from '../../core/reports/table.ts';

/** What a cell of a spreadsheet holds at most, in UTF-16 units (Excel specifications and limits). */
export const MOST_IN_CELL = 32_767;
/** What a sheet holds at most, its heading included. */
export const MOST_ROWS = 1_048_576;

/** Where it is not said, programs disagree about it. */
const FONT = { name: 'Calibri', size: 11 } as const;

const HEADING: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E3EAF1' } },
  alignment: { wrapText: true, vertical: 'top' },
  border: { bottom: { style: 'thin', color: { rgb: '8A94A0' } } },
};
export const STYLES = {
  title: { font: { ...FONT, bold: true, size: 15 } },
  mark: { font: { ...FONT, bold: true, color: { rgb: '9A3412' } } },
  section: { font: { ...FONT, bold: true } },
  link: { font: { ...FONT, underline: true, color: { rgb: '0B5CAD' } } },
  heading: HEADING,
  /** Marked as text, so that nobody who edits it makes a number of a phone or a formula of words. */
  text: { numFmt: '@' },
  wrapped: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  count: { numFmt: '#,##0' },
  share: { numFmt: '0%' },
  hours: { numFmt: '#,##0.0' },
  money: { numFmt: '#,##0.00' },
  day: { numFmt: 'yyyy-mm-dd' },
  instant: { numFmt: 'yyyy-mm-dd hh:mm' },
} as const satisfies Record<string, CellStyle>;

export function styleOf(column: Column): CellStyle {
  if (column.several) return STYLES.text;
  switch (column.of) {
    case 'number':
      return column.decimals === 0 ? STYLES.count : { numFmt: `#,##0.${'0'.repeat(column.decimals)}` };
    case 'money':
      return STYLES.money;
    case 'instant':
      return STYLES.instant;
    case 'day':
      return STYLES.day;
    default:
      return STYLES.text;
  }
}

/** Narrow where a column is of dates or figures, wide where it is of words. */
export function widthOf(column: Column): number {
  if (column.name === 'text') return 60;
  switch (column.of) {
    case 'instant':
      return 17;
    case 'number':
    case 'money':
      return 13;
    case 'text':
      return 20;
    default:
      return 16;
  }
}

/** A text that fits one cell, cut between two characters and saying so. */
export const fitCell = (text: string, ending: string): string => cut(text, MOST_IN_CELL, { ending });

/** The clock there as a Date that a spreadsheet, which knows no zones, shows as it is. */
export function wallClock(instant: Date): Date {
  const { day, time } = localParts(instant);
  return new Date(`${day}T${time}:00Z`);
}

/** `A`, `Z`, `AA`: the letters of a column, from 0. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? lettersOf(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

/** A name that a sheet may have, and no other of these has yet. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const plain = wanted.replace(/[\\/?*[\]:]/g, ' ').trim() || '–';
  const ended = (ending: string) => `${cut(plain, 31 - ending.length, { ending: '' })}${ending}`;
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = ended(number === 1 ? '' : ` ${number}`);
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** What is printed over each page: for whom it is, and which sheet. `&` begins a command there. */
export const printed = (mark: string) => ({
  headerFooter: { oddHeader: `&L&B${mark.replaceAll('&', '&&')}&R&A`, oddFooter: '&R&P / &N' },
});
