import { expect, test } from 'vitest';
import { missing, namedTests, tableRows } from '../support/named-tests.ts';

const rows = tableRows('docs/threat-model.md');

test('every threat names what prevents it, a test that is there, and what remains', () => {
  expect(rows.length).toBeGreaterThan(30);
  for (const { line, cells } of rows) {
    expect(cells, `line ${line}`).toHaveLength(4);
    expect(
      cells.filter((cell) => cell === ''),
      `line ${line}`,
    ).toEqual([]);
    const named = namedTests(cells[2] as string);
    expect(named, `line ${line} names no test`).not.toEqual([]);
    expect(named.map(missing).filter(Boolean), `line ${line}`).toEqual([]);
  }
});
