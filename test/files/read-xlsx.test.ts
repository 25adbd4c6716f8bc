import { constants, deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readXlsxSheet } from '../../src/files/read-xlsx.ts';
import { entryOf, type ZipEntry, zipOf } from '../support/zip.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetOf = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;

/** A workbook as any program writes it, but for its sheet. */
function bookOf(sheet: ZipEntry, ...more: ZipEntry[]): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const relation = (type: string, target: string) =>
    `<?xml version="1.0"?><Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  return zipOf([
    entryOf(
      '[Content_Types].xml',
      `<?xml version="1.0"?><Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    entryOf('_rels/.rels', relation('officeDocument', 'xl/workbook.xml')),
    entryOf(
      'xl/workbook.xml',
      `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${office}"><sheets><sheet name="Offers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    entryOf('xl/_rels/workbook.xml.rels', relation('worksheet', 'worksheets/sheet1.xml')),
    sheet,
    ...more,
  ]);
}

/** So many bytes of spaces in a thousandth of them: one chunk of the stream, over and over. */
function bomb(name: string, megabytes: number, saysSize: number): ZipEntry {
  const chunk = deflateRawSync(Buffer.alloc(16 * 1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([...Array.from({ length: megabytes / 16 }, () => chunk), deflateRawSync('')]);
  return { name, packed, crc: 0, size: saysSize };
}

/** What it costs beside the answer, at most, in MB. */
async function costs(file: Buffer): Promise<{ answer: unknown; megabytes: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const answer = await readXlsxSheet(file);
  clearInterval(watching);
  return { answer, megabytes: (Math.max(most, process.memoryUsage().rss) - before) / 1024 / 1024 };
}

test('a workbook is read as it was, with its formulas named, whoever packed it', async () => {
  const rows = [
    ['own_code', 'title_sq'],
    ['A-1', 'Kurs & punë'],
  ];
  const read = await readXlsxSheet(await writeXlsx({ sheets: [{ name: 'Offers', rows }] }));
  expect(read).toMatchObject({ ok: true, value: { rows: rows.map((cells, row) => ({ row: row + 1, cells })) } });
  const own = await readXlsxSheet(
    bookOf(entryOf(SHEET, sheetOf('<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'))),
  );
  expect(own).toMatchObject({ ok: true, value: { rows: [{ row: 1, cells: [7, { fault: 'formula' }] }] } });
});

describe('a file of two megabytes that unpacks to two gigabytes', () => {
  test.each([
    ['in its sheet', bookOf(bomb(SHEET, 2048, 2 ** 31))],
    ['in its sheet, though it says ten bytes', bookOf(bomb(SHEET, 2048, 10))],
    ['in a part that nobody asked for', bookOf(entryOf(SHEET, sheetOf('')), bomb('xl/theme/theme1.xml', 2048, 10))],
    [
      'over many parts',
      bookOf(entryOf(SHEET, sheetOf('')), ...Array.from({ length: 64 }, (_, nth) => bomb(`xl/x${nth}.xml`, 32, 10))),
    ],
  ])('%s is refused with a sentence and costs no more than a bound', async (_where, file) => {
    expect(file.length).toBeLessThan(4 * 1024 * 1024);
    const { answer, megabytes } = await costs(file);
    expect(answer).toEqual({ ok: false, code: 'unpacks_too_large' });
    expect(megabytes).toBeLessThan(400);
  });
});

test.each([
  [
    'entities that unfold',
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet/>`,
    'not_spreadsheet',
  ],
  ['more cells than any list', sheetOf('<c/>'.repeat(3_000_000)), 'unpacks_too_large'],
])('%s: refused', async (_what, sheet, code) => {
  const answer = await readXlsxSheet(bookOf(entryOf(SHEET, sheet)));
  expect(answer).toMatchObject({ ok: false, code });
});

test('a picture in it is not even unpacked, and a cell at the far end of the sheet costs nothing', async () => {
  const far = sheetOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>');
  const { answer, megabytes } = await costs(bookOf(entryOf(SHEET, far), bomb('xl/media/image1.png', 2048, 10)));
  expect(answer).toMatchObject({ ok: true, value: { rows: [{ row: 1, cells: [1] }] } });
  expect(megabytes).toBeLessThan(400);
});

test.each([
  ['cut short', (file: Buffer) => file.subarray(0, file.length - 40)],
  ['without its directory', (file: Buffer) => Buffer.concat([file.subarray(0, 50), file.subarray(-22)])],
  ['pointing beyond its end', (file: Buffer) => Buffer.from(file).fill(0xff, file.length - 10, file.length - 2)],
])('a ZIP %s is no spreadsheet', async (_how, spoil) => {
  const file = spoil(bookOf(entryOf(SHEET, sheetOf(''))));
  expect(await readXlsxSheet(file)).toMatchObject({ ok: false, code: 'not_spreadsheet' });
});
