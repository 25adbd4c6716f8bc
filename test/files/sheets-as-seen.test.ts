import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '../../src/core/domain/offers/sheet.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { readOffers } from '../../src/core/offers/read-offers.ts';
import { sheetNotes } from '../../src/core/offers/sheet/sheet-notes.ts';
import { readCsvSheet } from '../../src/files/read-csv.ts';
import { type Reading, readXlsxSheet } from '../../src/files/read-xlsx.ts';
import { entryOf, zipOf } from '../support/zip.ts';

const HEADINGS = ['own_code', 'kind', 'agency', 'municipality', 'sector', 'deadline', 'title_sq', 'description_sq'];
const FULL = [...HEADINGS, 'maximum_eur', 'budget_eur'];
const call = (code: string): CellValue[] => [
  ...[code, 'grant call', 'UNDP', 'zvecan', 'jobs_and_business', '2027-03-01', 'Grante', 'Dy fjalë.'],
  ...[2500, 50000],
];
const NOW = new Date('2026-11-28T09:00:00Z');

async function read(sheets: WriteSheet[], reading?: Reading) {
  const opened = await readXlsxSheet(await writeXlsx({ sheets }), reading);
  if (!opened.ok) throw new Error(opened.code);
  return told(opened.value);
}
function told(sheet: Sheet) {
  const { offers, problems } = readOffers(sheet, NOW, new Set());
  const notes = sheetNotes(sheet).map(({ code, values }) => `${code} ${Object.values(values).join(' | ')}`);
  return {
    codes: offers.map(({ draft }) => draft.ownCode),
    problems: problems.map(({ row, heading, code }) => `${row} ${heading} ${code}`),
    notes,
  };
}
const offers = (more: Partial<WriteSheet> = {}): WriteSheet => ({
  name: 'Offers',
  rows: [FULL, call('A'), call('B'), call('C'), call('D')],
  ...more,
});

describe('what a spreadsheet hides is left out and named', () => {
  test('rows, by a filter or by hand', async () => {
    const sheet = offers({
      rowDefs: new Map([
        [2, { hidden: true }],
        [3, { hidden: true }],
      ]),
      autoFilter: { range: 'A1:J5' },
    });
    expect(await read([sheet])).toEqual({ codes: ['A', 'D'], problems: [], notes: ['rows_hidden 3–4'] });
    expect(await read([sheet], { hidden: true })).toEqual({ codes: ['A', 'B', 'C', 'D'], problems: [], notes: [] });
  });

  test('rows that are drawn without any height', async () => {
    const read0 = await read([offers({ rowDefs: new Map([[4, { height: 0 }]]) })]);
    expect(read0).toEqual({ codes: ['A', 'B', 'C'], problems: [], notes: ['rows_hidden 5'] });
  });

  test('columns, and a needed one is called hidden', async () => {
    const columns = FULL.map((_, index) => ({ hidden: index === 5 || index === 2 }));
    expect(await read([offers({ columns })])).toMatchObject({
      problems: expect.arrayContaining(['1 agency column_hidden']),
      notes: ['columns_hidden C (agency), F (deadline)'],
    });
    expect(await read([offers({ columns })], { hidden: true })).toMatchObject({ problems: [], notes: [] });
  });

  test('sheets, also where the hidden one is called Offers', async () => {
    const shown = offers({ name: 'Spring', rows: [FULL, call('E')] });
    const sheets = [offers({ hidden: true }), shown];
    expect(await read(sheets)).toEqual({ codes: ['E'], problems: [], notes: ['sheets_hidden "Offers"'] });
    expect(await read(sheets, { hidden: true })).toMatchObject({
      codes: ['A', 'B', 'C', 'D'],
      notes: ['sheets_more "Spring" | "Offers"'],
    });
  });

  test('but headings are read though their row be hidden', async () => {
    const sheet = offers({ rowDefs: new Map([[0, { hidden: true }]]) });
    expect(await read([sheet])).toEqual({ codes: ['A', 'B', 'C', 'D'], problems: [], notes: [] });
  });
});

describe('what stands around the offers is named and not read', () => {
  test('a title above the headings, merged as titles are', async () => {
    const rows = [['Thirrjet e pranverës 2027'], [], FULL, call('A')];
    const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 9 }];
    expect(await read([offers({ rows, merges })])).toEqual({
      codes: ['A'],
      problems: [],
      notes: ['title_rows 1 | Thirrjet e pranverës 2027 | 3'],
    });
  });

  test('a sheet of instructions before them', async () => {
    const instructions = { name: 'Udhëzime', rows: [['Plotësoni një rresht për ofertë.']] };
    expect(await read([instructions, offers({ name: 'Pranvera', rows: [FULL, call('A')] })])).toEqual({
      codes: ['A'],
      problems: [],
      notes: ['sheets_passed "Udhëzime" | "Pranvera"'],
    });
  });

  test('a sheet whose name came with what nobody sees', async () => {
    const sheets = [
      offers({ name: 'One', rows: [FULL, call('A')] }),
      offers({ name: '\u200bOFFERS ', rows: [FULL, call('B')] }),
    ];
    expect(await read(sheets)).toMatchObject({ codes: ['B'] });
  });

  test('a second sheet of offers', async () => {
    const sheets = [offers({ name: 'One', rows: [FULL, call('A')] }), offers({ name: 'Two', rows: [FULL, call('B')] })];
    expect(await read(sheets)).toMatchObject({ codes: ['A'], notes: ['sheets_more "Two" | "One"'] });
  });

  test('a date whose day and month could be exchanged is said as it was read', async () => {
    const rows = [FULL, call('A').with(5, '01/03/2027'), call('B').with(5, '25/03/2027')];
    expect(await read([offers({ rows })])).toMatchObject({
      problems: [],
      notes: ['day_first 2 | deadline | 01/03/2027 | 2027-03-01'],
    });
  });
});

test('every note has its sentence, with all its values', () => {
  const texts = loadTexts(undefined, { strict: true });
  const sheet: Sheet = {
    rows: [
      { row: 1, cells: ['Title'] },
      { row: 2, cells: FULL },
      { row: 3, cells: ['A', null, null, null, null, '01/03/2027'] },
    ],
    merged: [],
    leftOut: {
      ...{ read: 'Offers', rows: [4], columns: [{ letter: 'B', heading: 'kind' }] },
      ...{ hiddenSheets: ['Old'], passed: ['Read me'], more: ['Two'] },
    },
  };
  const notes = sheetNotes(sheet);
  expect(new Set(notes.map(({ code }) => code)).size).toBe(7);
  for (const { code, values } of notes) {
    const sentence = texts.say('en', `staff-import:notes.${code}`, values);
    expect(sentence).not.toContain('{{');
    for (const value of Object.values(values)) expect(sentence).toContain(value);
  }
});

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGES = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook with one date cell, as the program wrote it. */
function dated(cell: string, date1904: boolean): Buffer {
  const relation = (type: string, target: string, id = 'rId1') =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...each: string[]) =>
    `<?xml version="1.0"?><Relationships xmlns="${PACKAGES}/relationships">${each.join('')}</Relationships>`;
  const heads = HEADINGS.map(
    (heading, index) => `<c r="${'ABCDEFGH'[index]}1" t="inlineStr"><is><t>${heading}</t></is></c>`,
  );
  return zipOf([
    entryOf(
      '[Content_Types].xml',
      `<?xml version="1.0"?><Types xmlns="${PACKAGES}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    entryOf('_rels/.rels', relations(relation('officeDocument', 'xl/workbook.xml'))),
    entryOf(
      'xl/workbook.xml',
      `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Offers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    entryOf(
      'xl/_rels/workbook.xml.rels',
      relations(relation('worksheet', 'worksheets/sheet1.xml'), relation('styles', 'styles.xml', 'rId2')),
    ),
    entryOf(
      'xl/styles.xml',
      `<?xml version="1.0"?><styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    entryOf(
      'xl/worksheets/sheet1.xml',
      `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData><row r="1">${heads.join('')}</row><row r="2">${cell}</row></sheetData></worksheet>`,
    ),
  ]);
}

/** 46447 is the first of March 2027 where days are counted from 1900, 44985 where from 1904. */
test.each([
  ['a day', '<c r="F2" s="1"><v>46447</v></c>', false, '2027-03-01T22:59:00.000Z'],
  ['a day in a book of 1904', '<c r="F2" s="1"><v>44985</v></c>', true, '2027-03-01T22:59:00.000Z'],
  ['ten o’clock, as a fraction', '<c r="F2" s="1"><v>46447.41666</v></c>', false, '2027-03-01T09:00:00.000Z'],
  ['ten o’clock in a book of 1904', '<c r="F2" s="1"><v>44985.416666666664</v></c>', true, '2027-03-01T09:00:00.000Z'],
  ['an ISO cell', '<c r="F2" t="d"><v>2027-03-01T00:00:00</v></c>', false, '2027-03-01T22:59:00.000Z'],
  ['an ISO cell with a time', '<c r="F2" t="d"><v>2027-03-01T10:00:00</v></c>', false, '2027-03-01T09:00:00.000Z'],
  ['text', '<c r="F2" t="inlineStr"><is><t>2027-03-01 00:00:00</t></is></c>', false, '2027-03-01T22:59:00.000Z'],
  ['a day on which the clock changes', '<c r="F2" s="1"><v>46474</v></c>', false, '2027-03-28T21:59:00.000Z'],
])('a deadline that is %s lasts as long as it says', async (_what, cell, date1904, instant) => {
  const opened = await readXlsxSheet(dated(cell, date1904));
  if (!opened.ok) throw new Error(opened.code);
  const { offers: found } = readOffers(opened.value, NOW, new Set());
  expect(found[0]?.draft.deadline?.toISOString()).toBe(instant);
});

test.each([
  ['Thirrjet, pranvera 2027\nkind;title_sq\ntraining;a, b', ['training', 'a, b']],
  ['Thirrjet; pranvera; 2027\n\n"kind","title_sq"\ntraining,a;b', ['training', 'a;b']],
  ['Pozivi\nkind\ttitle_sq\ntraining\ta, b; c', ['training', 'a, b; c']],
])('in a file of text under a title the headings say what parts its cells: %j', (text, cells) => {
  const read = readCsvSheet(Buffer.from(text));
  expect(read.ok && read.value.rows.at(-1)?.cells).toEqual(cells);
});
