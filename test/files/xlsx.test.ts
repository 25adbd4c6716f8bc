import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_LANGUAGES } from '../../src/core/domain/language.ts';
import type { FileLanguage } from '../../src/core/domain/languages.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { code, codes, instant, money, number, type Row, type Table, text } from '../../src/core/reports/table.ts';
import type { Written } from '../../src/files/formats/format.ts';
import { xlsx } from '../../src/files/formats/xlsx.ts';
import { listWorkbook } from '../../src/files/spreadsheet/list-workbook.ts';
import { findProgram } from '../support/other-programs.ts';
import { sampleOf } from '../support/sample-document.ts';
import { unzipped } from '../support/unzip.ts';

const run = promisify(execFile);
const texts = loadTexts();
const options = (language: FileLanguage) => ({ texts, language, hxl: false });
const written = async (what: Written, language: FileLanguage = 'en') =>
  buffer(await xlsx.write(what, options(language)));

const COLUMNS = [
  text('reference', '#meta+id'),
  code('type', '#indicator+type', 'codes:feedback_type.'),
  codes('community', '#respondee+group', 'codes:community.'),
  instant('received_at', '#date+reported'),
  number('first_response_hours', '#indicator+hours+num', 1),
  money('amount_eur', '#value+eur'),
  text('phone', '#contact+phone'),
  text('text', '#description'),
];
const table = (rows: Table['rows']): Table => ({ columns: COLUMNS, rows, audience: 'internal' });
const row = (words: string, received = '2026-07-01T08:30:00Z'): Row => [
  ...['F-1', 'question', ['roma', 'turk'], new Date(received), 1.5, 150_050, '+38344123456', words],
];

describe('a report as a workbook', () => {
  it.each(FILE_LANGUAGES.flatMap((language) => ([0, 12, 5000] as const).map((items) => [language, items] as const)))(
    'in %s of %i items has the headline first, a sheet a table, real numbers, and says for whom it is on every sheet',
    async (language, items) => {
      const { sheets } = await readXlsx(await written(sampleOf(items), language));
      const say = (key: string) => texts.say(language, `exports:${key}`);
      expect(sheets[0]?.name).toBe(say('sheet.headline'));
      expect(sheets.at(-1)?.name).toBe(say('sheet.codes'));
      for (const sheet of sheets) {
        expect(sheet.rows[1]?.[0]).toBe(say('mark.sharing'));
        expect(sheet.headerFooter?.oddHeader).toContain(say('mark.sharing_short'));
      }
      const place = sheets.find(
        ({ name }) => name === `2.1 ${texts.say(language, 'figures:table.municipality')}`.slice(0, 31),
      );
      // Of nothing there is no sheet, and the first says so.
      if (items === 0) {
        expect(sheets).toHaveLength(3);
        expect(sheets[0]?.rows.flat().join(' ')).toContain(say('page.nothing'));
        return;
      }
      expect(place?.freezePane).toMatchObject({ rows: 4 });
      expect(place?.autoFilter?.range).toMatch(/^A4:/);
      expect(place?.rows[5]?.slice(0, 2)).toEqual(['zvecan', texts.say(language, 'codes:municipality.zvecan')]);
      const received = place?.rows.slice(4, 9).map((cells) => cells[2]);
      for (const value of received ?? [])
        expect([value, typeof value]).toEqual([value, value === say('word.few') ? 'string' : 'number']);
    },
  );

  it('is marked internal where it is, and names neither machine nor person', async () => {
    const parts = unzipped(await written(sampleOf(12, { audience: 'internal' }), 'sq'));
    const { sheets } = await readXlsx(await written(sampleOf(12, { audience: 'internal' }), 'sq'));
    for (const sheet of sheets) expect(String(sheet.rows[1]?.[0])).toMatch(/^E BRENDSHME/);
    const about = [...parts]
      .filter(([name]) => name.startsWith('docProps/'))
      .map(([, bytes]) => bytes.toString())
      .join('');
    expect(about).toContain('2026-10-05T08:30:00Z');
    expect(about).not.toMatch(/creator|lastModifiedBy|Company|Manager/);
  });
});

describe('charts', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'charts-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const chartsIn = (file: Buffer) =>
    [...unzipped(file)]
      .filter(([name]) => /^xl\/charts\/chart\d+\.xml$/.test(name))
      .map(([, bytes]) => /<c:(barChart|lineChart)>/.exec(bytes.toString())?.[1])
      .toSorted();

  it('are native, and survive a round trip through LibreOffice', async () => {
    const soffice = await findProgram('libreoffice');
    const file = await written(sampleOf(5000), 'sr-Cyrl');
    const charts = ['barChart', 'barChart', 'barChart', 'lineChart', 'lineChart'];
    expect(chartsIn(file)).toEqual(charts);
    await writeFile(join(folder, 'report.xlsx'), file);
    await mkdir(join(folder, 'again'));
    const given = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'xlsx'];
    await run(soffice, [...given, '--outdir', join(folder, 'again'), join(folder, 'report.xlsx')]);
    const again = await readFile(join(folder, 'again', 'report.xlsx'));
    expect(chartsIn(again)).toEqual(charts);
    expect((await readXlsx(again)).sheets[2]?.rows[4]?.[2]).toBe((await readXlsx(file)).sheets[2]?.rows[4]?.[2]);
  });
});

describe('a list as a workbook', () => {
  const listed = async (rows: Table['rows'], language: FileLanguage = 'en') => {
    const { sheets } = await readXlsx(await written(table(rows), language));
    const [about, list, meanings] = sheets;
    return { about, list, codes: meanings, rows: list?.rows ?? [] };
  };

  it('has one header row, frozen and with filters, labels beside codes, and a sheet of codes', async () => {
    const { list, rows, codes: meanings, about } = await listed([row('fjalë')], 'sq');
    expect(rows[0]).toEqual([
      ...['Kodi', 'Tipi', 'Tipi (me fjalë)', 'Komuniteti', 'Komuniteti (me fjalë)', 'Pranuar më'],
      ...['Orë deri te përgjigjja e parë', 'Euro të kërkuara', 'Telefoni', 'Fjalët'],
    ]);
    expect(rows[1]?.slice(0, 5)).toEqual(['F-1', 'question', 'Pyetje', 'roma;turk', 'Romë; Turq']);
    expect(rows[1]?.slice(6)).toEqual([1.5, 1500.5, '+38344123456', 'fjalë']);
    expect(list?.freezePane).toMatchObject({ rows: 1 });
    expect(list?.autoFilter?.range).toBe('A1:J2');
    expect(meanings?.rows).toContainEqual(['Tipi', 'complaint', 'Ankesë']);
    expect(String(about?.rows[1]?.[0])).toMatch(/^E BRENDSHME/);
    for (const sheet of [about, list, meanings]) expect(sheet?.headerFooter?.oddHeader).toContain('E brendshme');
  });

  it.each([
    // Across both changes of the clock.
    ['2026-03-29T00:59:00Z', '2026-03-29T01:59:00.000Z'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00.000Z'],
    ['2026-10-25T00:59:59Z', '2026-10-25T02:59:59.000Z'],
    ['2026-10-25T01:00:00Z', '2026-10-25T02:00:00.000Z'],
  ])('shows %s as a real date on the clock of Mitrovica', async (received, shown) => {
    const { rows } = await listed([row('', received)]);
    const found = rows[1]?.[5];
    expect(found).toBeInstanceOf(Date);
    expect(Math.abs((found as Date).getTime() - Date.parse(shown))).toBeLessThan(1000);
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@A1',
    '\t=1',
    '<b>&"ë ç š đ ђ"',
    '_x0041_',
    'a\nb',
    '007',
    '1e5',
    'TRUE',
    '2026-01-01',
  ])('has %j as a text, as it was written', async (words) => {
    const file = await written(table([row(words)]));
    const { sheets } = await readXlsx(file);
    expect(sheets[1]?.rows[1]?.[9]).toBe(words);
    expect(unzipped(file).get('xl/worksheets/sheet2.xml')?.toString()).not.toContain('<f>');
  });

  it('leaves out what XML has no place for, and no more', async () => {
    const { rows } = await listed([row('a\u0000\u0001b\ud800c 👩‍👩‍👧')]);
    expect(rows[1]?.[9]).toBe('abc 👩‍👩‍👧');
  });

  it('cuts a text that no cell holds between two characters, and says so in the cell and in a note', async () => {
    const long = '👩‍👩‍👧'.repeat(5000);
    const { rows, about } = await listed([row(long)]);
    const shown = String(rows[1]?.[9]);
    expect(shown.length).toBeLessThanOrEqual(32_767);
    expect(shown).toMatch(/^(👩‍👩‍👧)+… \[cut here/u);
    expect(about?.rows.flat().join(' ')).toMatch(/32,767/);
    expect((await listed([row('short')])).about?.rows.flat().join(' ')).not.toMatch(/32,767/);
  });

  it('of nothing is a list without rows', async () => {
    const { rows, list } = await listed([]);
    expect(rows).toHaveLength(1);
    expect(list?.autoFilter?.range).toBe('A1:J1');
  });

  it('goes on in the next sheet where one is full', async () => {
    const file = await buffer(
      listWorkbook(table(Array.from({ length: 7 }, (_, index) => row(`${index}`))), options('en'), 4),
    );
    const { sheets } = await readXlsx(file);
    expect(sheets.map(({ name }) => name)).toEqual(['About', 'List 1', 'List 2', 'List 3', 'Codes']);
    expect(sheets.slice(1, 4).map((sheet) => sheet.rows.slice(1).map((cells) => cells[9]))).toEqual([
      ['0', '1', '2'],
      ['3', '4', '5'],
      ['6'],
    ]);
  });

  it('ends with the error of its rows, not with half of them', async () => {
    async function* breaks() {
      yield [row('one')];
      throw new Error('the database went away');
    }
    await expect(written(table(breaks()))).rejects.toThrow('the database went away');
  });
});
