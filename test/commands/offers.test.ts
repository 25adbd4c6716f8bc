import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestLine, TEST_DATA_KEY, type TestLine } from '../support/line.ts';
import { count, row } from '../support/rows.ts';
import { type Ran, runCli } from '../support/run-cli.ts';

let line: TestLine;
let folder: string;
beforeAll(async () => {
  line = await openTestLine();
  folder = await mkdtemp(join(tmpdir(), 'community-line-offers-'));
});
afterAll(async () => {
  await line.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...words: string[]) =>
  runCli(['offers', ...words], {
    DATABASE_URL: line.url,
    DATA_DIR: folder,
    DATA_KEY: TEST_DATA_KEY.toString('base64'),
  });

async function fileOf(name: string, bytes: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
const sheetFile = async (name: string, rows: CellValue[][], more: Partial<WriteSheet> = {}) =>
  fileOf(name, await writeXlsx({ sheets: [{ name: 'Offers', rows, ...more }] }));

const HEADINGS = [
  'Own code',
  'KIND',
  'agency',
  'municipality',
  'sector',
  'teaching languages',
  'seats',
  'deadline',
  'title_sq',
  'description_sq',
  'sessions',
];
let nextCode = 0;
const training = (changed: Record<string, CellValue> = {}): CellValue[] => {
  nextCode += 1;
  const cells: Record<string, CellValue> = {
    own_code: `T-${nextCode}`,
    kind: 'training',
    agency: 'UNDP',
    municipality: 'zvecan',
    sector: 'training',
    teaching_languages: 'sq, sr',
    seats: 12,
    deadline: new Date(Date.UTC(2099, 10, 30)),
    title_sq: 'Trajnim i shpikur',
    description_sq: 'Dy mëngjese, një çaj.',
    sessions: '2099-12-05 10:00-14:00\n2099-12-06 10:00-14:00',
    ...changed,
  };
  return Object.values(cells);
};

/** One line on standard error, and no more. */
function expectRefused(ran: Ran, sentence: RegExp) {
  expect(ran.err).toMatch(sentence);
  expect(ran.err.trim().split('\n')).toHaveLength(1);
  expect(ran.code).toBe(1);
}
const offers = () => count(line, 'offers');

describe('wrong usage ends with 2', () => {
  it.concurrent.each([
    [['import']],
    [['template']],
    [['template', 'offers.ods']],
    [['import', 'x', '--force']],
    [['sell']],
  ])('%j', async (words) => {
    expect((await run(...words)).code).toBe(2);
  });
  it.concurrent('and help with 0', async () => {
    const ran = await run('import', '--help');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('--dry-run');
  });
});

describe('a file that is no table of offers is refused with one sentence', () => {
  const cp1250 = Buffer.from([...Buffer.from('own_code,kind\nA,obuka za '), 0x9a, 0xe8, 0xf0]);
  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty.csv', '', /: The file is empty/],
    ['blank.csv', '\ufeff\r\n\r\n', /: The file is empty/],
    ['ansi.csv', cp1250, /CSV UTF-8/],
    ['utf16.csv', Buffer.from('\ufeffown_code', 'utf16le'), /CSV UTF-8/],
    ['picture.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /no spreadsheet/],
    ['paper.csv', '%PDF-1.7\n1 0 obj', /no spreadsheet/],
    ['broken.xlsx', 'PK\u0003\u0004 and then nothing of a sheet at all', /no spreadsheet/],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /old \.xls/],
    ['quote.csv', 'own_code,kind\nA,"training\n', /row 2/],
  ])('%s', async (name, bytes, sentence) => {
    expectRefused(await run('import', await fileOf(name, bytes), '--dry-run'), sentence);
  });
  it('and one that is not there', async () => {
    expectRefused(await run('import', join(folder, 'nowhere.xlsx')), /no such file/);
  });
});

describe('a sheet with problems', () => {
  it('is told row by row as the spreadsheet counts them, with merged cells, formulas and dates, and nothing is changed', async () => {
    const before = await offers();
    const rows: CellValue[][] = [
      ['Trainings in winter'],
      [],
      HEADINGS,
      training(),
      training({ seats: -4, deadline: '30.02.2099', title_sq: 'Тrajnim' }),
      [],
      training({ kind: 'course', deadline: new Date(Date.UTC(2099, 11, 6)) }),
    ];
    const path = await sheetFile('wrong.xlsx', rows.slice(2), {
      rows: [[], [], ...rows.slice(2)],
      merges: [{ startRow: 3, startCol: 2, endRow: 4, endCol: 3 }],
      cells: new Map([['3,6', { formula: '10+2', value: 12 }]]),
    });
    for (const words of [['--dry-run'], ['--publish'], []]) {
      const ran = await run('import', path, ...words);
      expectRefused(ran, /^Nothing was changed\. Problems: 7 in 3 rows\.$/m);
      const told = ran.out
        .trim()
        .split('\n')
        .map((one) => one.slice(0, one.indexOf(': ')));
      expect(told.sort()).toEqual([
        'row 4, C4:D5',
        'row 4, seats',
        'row 5, deadline',
        'row 5, seats',
        'row 5, title_sq',
        'row 7, deadline',
        'row 7, kind',
      ]);
      expect(ran.out).toContain(
        'row 5, title_sq: The word "Тrajnim" mixes Cyrillic and Latin letters. Write it again in one script.',
      );
      expect(ran.out).toContain('Write one of: training, placement, grant_call.');
    }
    expect(await offers()).toBe(before);
  });

  it('with wrong headings is told which they may be', async () => {
    const path = await sheetFile('headings.xlsx', [['own cod', ...HEADINGS.slice(1)], training()]);
    const ran = await run('import', path);
    expectRefused(ran, /Nothing was changed/);
    expect(ran.out).toContain('row 1, own cod: There is no column "own cod". Is it "own_code"?');
  });

  it('with one wrong row of many brings none of them', async () => {
    const before = await offers();
    const path = await sheetFile('one-wrong.xlsx', [
      HEADINGS,
      ...Array.from({ length: 30 }, () => training()),
      training({ seats: 0 }),
    ]);
    expectRefused(await run('import', path), /Problems: 1 in 1 rows/);
    expect(await offers()).toBe(before);
  });
});

describe('a sheet in order', () => {
  let before: number;
  beforeEach(async () => {
    before = await offers();
  });

  it('is only looked at in a dry run, which names the languages that are missing', async () => {
    const ran = await run('import', await sheetFile('dry.xlsx', [HEADINGS, training()]), '--dry-run');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/row 2: no text of its own in sr-Latn, sr-Cyrl, rom/);
    expect(ran.out).toMatch(/would be imported: 1\./);
    expect(await offers()).toBe(before);
  });

  it('is read as it is seen: what a filter hides is named and left out, unless asked for', async () => {
    const path = await sheetFile('filtered.xlsx', [['Winter'], HEADINGS, training(), training()], {
      rowDefs: new Map([[2, { hidden: true }]]),
    });
    const seen = await run('import', path, '--dry-run');
    expect(seen).toMatchObject({ code: 0, err: '' });
    expect(seen.out).toMatch(/^Above the headings in row 2, so not read: rows 1 \("Winter"\)\.$/m);
    expect(seen.out).toMatch(/so left out: rows 3\. --with-hidden takes them\.$/m);
    expect(seen.out).toMatch(/would be imported: 1\./);
    const all = await run('import', path, '--dry-run', '--with-hidden');
    expect(all.out).toMatch(/would be imported: 2\./);
    expect(all.out).not.toContain('left out');
    const brought = await run('import', path);
    expect(brought.out).toContain('so left out: rows 3');
    expect(await offers()).toBe(before + 1);
  });

  it('becomes drafts, is written down as an event with counts, and cannot be imported twice', async () => {
    const path = await sheetFile('good.xlsx', [HEADINGS, training(), [], training()]);
    const ran = await run('import', path);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^(T-\w{6}\tT-\d+\n){2}Imported as drafts: 2\.\n$/);
    expect(await offers()).toBe(before + 2);
    const event = await row(
      line,
      `select data, actor from events where kind = 'offers_imported' order by id desc limit 1`,
    );
    expect(event).toEqual({ data: { offers: 2, published: 0 }, actor: 'system' });
    const again = await run('import', path);
    expectRefused(again, /Problems: 2 in 2 rows/);
    expect(again.out).toContain('was imported before');
    expect(await offers()).toBe(before + 2);
  });

  it('is published at once when asked, and listed', async () => {
    const ran = await run(
      'import',
      await sheetFile('publish.xlsx', [HEADINGS, training({ title_sq: 'Kurs i dukshëm' })]),
      '--publish',
    );
    expect(ran.code).toBe(0);
    const code = /^(T-\w{6})\t/.exec(ran.out)?.[1];
    const stored = await row(line, `select status, deadline from offers where code = '${code}'`);
    expect(stored.status).toBe('published');
    expect(new Date(stored.deadline as string).toISOString()).toBe('2099-11-30T22:59:00.000Z');
    const listed = await run('list');
    expect(listed.out).toContain(`${code}\ttraining\tpublished\t0/12+0\tKurs i dukshëm`);
    expect((await run('list', '--over')).out).not.toContain(code);
  });

  it.each([
    ['commas', ',', ''],
    ['semicolons and a mark', ';', '\ufeff'],
    ['tabs', '\t', ''],
    ['Excel’s own line', ';', 'sep=;\r\n'],
  ])('may be CSV with %s', async (name, delimiter, start) => {
    const cells = training({ deadline: '30.11.2099.', seats: '12' }).map((cell) => `"${String(cell)}"`);
    const path = await fileOf(`${name}.csv`, `${start}${HEADINGS.join(delimiter)}\r\n${cells.join(delimiter)}\r\n`);
    expect(await run('import', path)).toMatchObject({ code: 0, err: '' });
    expect(await offers()).toBe(before + 1);
  });

  it('counts CSV rows as a spreadsheet does, whatever line ends stand in cells', async () => {
    const quoted = (cells: CellValue[]) => cells.map((cell) => `"${String(cell)}"`).join(',');
    const good = quoted(training({ deadline: '30.11.2099' }));
    const bad = quoted(training({ deadline: '30.11.2099', seats: 'many' }));
    const path = await fileOf('rows.csv', [HEADINGS.join(','), good, '', bad].join('\n'));
    const ran = await run('import', path, '--dry-run');
    expect(ran.out.trim()).toMatch(/^row 4, seats: "many" is not a whole number/);
  });
});

describe('the template', () => {
  it.each(['xlsx', 'csv'])('as %s has every column and an example that an import leaves out', async (ending) => {
    const path = join(folder, `template.${ending}`);
    expect(await run('template', path)).toMatchObject({ code: 0, err: '' });
    const ran = await run('import', path, '--dry-run');
    expectRefused(ran, /Problems: 1 in 1 rows/);
    expect(ran.out).toMatch(/^the file: There is no offer under the headings/);
    const before = await readFile(path);
    expectRefused(await run('template', path), /such a file already/);
    expect(await readFile(path)).toEqual(before);
  });
});
