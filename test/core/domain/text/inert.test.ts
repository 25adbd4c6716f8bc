import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert, live } from '../../../../src/core/domain/text/inert.ts';

const CALC = "=cmd|' /C calc'!A0";
const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

describe('a cell', () => {
  it.each([
    ['ujë', 'ujë'],
    ['po; jo', 'po; jo'],
    ['roma;ashkali', 'roma;ashkali'],
    ['2 - 3, -4', '2 - 3, -4'],
    [CALC, `'${CALC}`],
    ['+38344123456', '+38344123456'],
    ['+383 44 123 456', "'+383 44 123 456"],
    ['+38344123456+1', "'+38344123456+1"],
    ['+12345', "'+12345"],
    ['+1234567890123456', "'+1234567890123456"],
    ['ok;+38344123456', "ok;'+38344123456"],
    ['  =1', "'  =1"],
    ['\u200b=1', "'\u200b=1"],
    [`ok;${CALC}`, `ok;'${CALC}`],
    [`ok; \u00a0${CALC}`, `ok; \u00a0'${CALC}`],
    [`ok;"${CALC}`, `ok;"'${CALC}`],
    [`ok\t${CALC}`, `ok\t'${CALC}`],
    [`ok|${CALC}`, `ok|'${CALC}`],
    [`ok\n${CALC}`, `ok\n'${CALC}`],
    [`ok\r\n${CALC};+1`, `ok\r\n'${CALC};'+1`],
    ['\t=1', "'\t'=1"],
    ['ok;＝1', "ok;'＝1"],
    ["'=1", "''=1"],
  ])('%j is written as %j', (cell, written) => {
    expect(inert(cell)).toBe(written);
    expect(live(written)).toBe(cell);
  });
});

/** As a spreadsheet reads a file with another list separator: a quote opens at a cell's start alone, and closes where it closes. */
function cellsBy(file: string, separator: string): string[] {
  return file
    .split(/\r\n|\r|\n/)
    .flatMap((row) => row.split(separator))
    .map((cell) => cell.replace(/^[\s\p{Cf}"]+/u, ''));
}

const nasty = fc
  .array(fc.constantFrom(...STARTS, ';', '\t', '|', '\n', '\r', ' ', '"', "'", ',', '\u200b', 'a', CALC), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

it('whatever is written, no separator makes a formula of it, and it comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (cells) => {
      const file = stringify([cells.map(inert)], { record_delimiter: '\r\n', quoted_string: true });
      for (const separator of [';', '\t', '|'])
        for (const cell of cellsBy(file, separator)) expect(STARTS.some((start) => cell.startsWith(start))).toBe(false);
      const [back = []] = parse(file, { relax_column_count: true, skip_empty_lines: false }) as string[][];
      expect(back.map(live)).toEqual(cells);
    }),
    { numRuns: 2000 },
  );
});
