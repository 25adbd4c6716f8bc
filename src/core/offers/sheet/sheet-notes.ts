import { isEmptyCell, type Sheet, type SheetNote } from '../../domain/offers/sheet.ts';
import { asCode } from '../../domain/text/fold.ts';
import { isEitherWay, readDay } from '../../domain/time/written-time.ts';
import { findHeader, shownHeading } from './find-header.ts';
import { clip } from './read-cells.ts';

const DATES = ['deadline', 'held_until'];

/** What a sheet has that is not read, and what in it could be read in another way: said beside what an import brings. */
export function sheetNotes(sheet: Sheet): SheetNote[] {
  const rows = sheet.rows.filter(({ cells }) => cells.some((cell) => !isEmptyCell(cell)));
  const header = findHeader(rows);
  const { read = '', rows: hidden = [], columns = [], hiddenSheets = [], passed = [], more = [] } = sheet.leftOut ?? {};
  const quoted = (names: readonly string[]) => names.map((name) => `"${clip(name)}"`).join(', ');
  const note = (code: SheetNote['code'], names: readonly unknown[], values: Record<string, string>): SheetNote[] =>
    names.length > 0 ? [{ code, values }] : [];
  const titles = rows.slice(0, Math.max(0, header));
  return [
    ...note('sheets_passed', passed, { sheets: quoted(passed), read: quoted([read]) }),
    ...note('sheets_more', more, { sheets: quoted(more), read: quoted([read]) }),
    ...note('sheets_hidden', hiddenSheets, { sheets: quoted(hiddenSheets) }),
    ...note('title_rows', titles, {
      rows: ranges(titles.map(({ row }) => row)),
      text: clip(String(titles[0]?.cells.find((cell) => !isEmptyCell(cell)) ?? '')),
      header: String(rows[header]?.row ?? ''),
    }),
    ...note('rows_hidden', hidden, { rows: ranges(hidden) }),
    ...note('columns_hidden', columns, {
      columns: columns.map(({ letter, heading }) => (heading ? `${letter} (${clip(heading)})` : letter)).join(', '),
    }),
    ...(header < 0 ? [] : eitherWay(rows, header)),
  ];
}

/** `3, 5–9`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === number) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Dates whose day and month could be exchanged, and how they were read. */
function eitherWay(rows: Sheet['rows'], header: number): SheetNote[] {
  const columns = (rows[header]?.cells ?? []).flatMap((cell, index) =>
    DATES.includes(asCode(shownHeading(cell))) ? [{ index, heading: asCode(shownHeading(cell)) }] : [],
  );
  return rows.slice(header + 1).flatMap(({ row, cells }) =>
    columns.flatMap(({ index, heading }): SheetNote[] => {
      const text = cells[index];
      if (typeof text !== 'string' || !isEitherWay(text)) return [];
      const day = readDay(/^\s*[\d/]+/.exec(text)?.[0] ?? '');
      return day.ok
        ? [{ code: 'day_first', values: { row: String(row), heading, text: clip(text), day: day.value } }]
        : [];
    }),
  );
}
