import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf as typedCellsOf } from '../../../src/core/reports/summary.ts';
import type { Cell } from '../../../src/core/reports/table.ts';

const BELOW = 5;
type Row = Parameters<typeof typedCellsOf>[1][number];

/** As they are read: a figure in its letters, or what stands in its place. */
const cellsOf = (...of: Parameters<typeof typedCellsOf>): string[][] =>
  typedCellsOf(...of).map((row) => row.map(shown));
function shown(cell: Cell): string {
  if (cell !== null && typeof cell === 'object' && 'hidden' in cell) return cell.hidden;
  return String(cell);
}

const group = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 })),
    fc.array(fc.nat(1000), { minLength: 10, maxLength: 10 }),
  )
  .map(([received, shares]): Omit<Row, 'group'> => {
    const part = (index: number) => (shares[index] as number) % (received + 1);
    return {
      received,
      answered: part(0),
      closed: part(1),
      loopClosed: part(2),
      reopened: part(3),
      satisfied: part(4),
      partlySatisfied: part(5),
      unsatisfied: part(6),
      firstResponseMedianHours: 1,
      firstResponseP90Hours: 2,
      closingMedianHours: 3,
      closingP90Hours: 4,
      registered: part(7),
      attended: part(8),
      approved: part(9),
      approvedCents: 100_050,
    };
  });
/** In the order of the columns; null: hours. */
const PARTS = [
  'received',
  'answered',
  'closed',
  'loopClosed',
  'reopened',
  'satisfied',
  'partlySatisfied',
  'unsatisfied',
  null,
  null,
  null,
  null,
  'registered',
  'attended',
  'approved',
] as const;

test('in no column is exactly one figure of several hidden, and no small one is ever shown', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 8 }), (groups) => {
      const rows = groups.map((one, index) => ({ ...one, group: `g${index}` }));
      const cells = cellsOf('sector', rows, BELOW);
      for (const [column, name] of PARTS.entries()) {
        if (name === null) continue;
        const shown = cells.map((row) => row[column + 2] as string);
        const hidden = shown.filter((cell) => !/^\d+$/.test(cell)).length;
        if (cells.length > 1) expect(hidden).not.toBe(1);
        for (const cell of shown) if (/^\d+$/.test(cell)) expect(Number(cell)).toBeGreaterThanOrEqual(BELOW);
        if (cells.length === rows.length)
          for (const [index, cell] of shown.entries())
            if (/^\d+$/.test(cell)) expect(Number(cell)).toBe((rows[index] as Row)[name]);
      }
    }),
    { numRuns: 1000 },
  );
});

test('no hours and no sum of money are shown for a count that is hidden', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 6 }), (groups) => {
      for (const row of cellsOf(
        'sector',
        groups.map((one, index) => ({ ...one, group: `g${index}` })),
        BELOW,
      )) {
        if (!/^\d+$/.test(row[3] as string)) expect(row.slice(10, 12)).toEqual(['suppressed', 'suppressed']);
        if (!/^\d+$/.test(row[4] as string)) expect(row.slice(12, 14)).toEqual(['suppressed', 'suppressed']);
        expect(row[17]).toBe(/^\d+$/.test(row[16] as string) ? '100050' : 'suppressed');
      }
    }),
  );
});
