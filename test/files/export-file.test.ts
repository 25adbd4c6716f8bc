import { randomUUID } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { inert } from '../../src/core/domain/text/inert.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { claimItem } from '../../src/core/items/claim-item.ts';
import { closeItem } from '../../src/core/items/close-item.ts';
import { markSensitive } from '../../src/core/items/hidden/mark-sensitive.ts';
import { referItem } from '../../src/core/items/refer-item.ts';
import { text as textColumn } from '../../src/core/reports/table.ts';
import type { OfPeriod } from '../../src/core/reports/take-report.ts';
import { REPORTS } from '../../src/core/reports.ts';
import { exportReport } from '../../src/files/export-report.ts';
import { csv } from '../../src/files/formats/csv.ts';
import { enterSample } from '../support/items.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { count, row, rows } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';
import { withoutLabels } from '../support/without-labels.ts';

type OfPeriodWanted = OfPeriod & { what: 'items' | 'summary'; hxl: boolean; audience?: 'sharing' | 'internal' };

const texts = loadTexts();
let line: TestLine;
let staff: StaffMember;
let lead: StaffMember;
let clock = new Date('2026-05-04T10:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  staff = await makeStaff(line, ['triage', 'protection']);
  lead = await makeStaff(line, ['lead']);
});
afterAll(() => line.close());

const enter = async (words: string, changes: Parameters<typeof enterSample>[2] = {}): Promise<string> =>
  (await enterSample(line, staff, { text: words, ...changes })).reference;
const day = (date: string): OfPeriodWanted => ({
  what: 'items',
  kind: 'all',
  from: date,
  to: date,
  withText: false,
  hxl: true,
});
async function file(request: OfPeriodWanted, by: StaffMember | 'console' = 'console'): Promise<string> {
  const made = await exportReport(line, texts, by, request);
  if (!made.ok) throw new Error(made.code);
  // As bytes: a text decoder would swallow the byte order mark.
  return (await buffer(made.value.stream)).toString('utf8');
}
const table = (contents: string): string[][] => withoutLabels(parse(contents, { bom: true }));

/** The contract, written out once more on purpose: tools rely on it. */
const CONTRACT =
  'reference #meta+id · kind #indicator+kind · type #indicator+type · received_at #date+reported · municipality #adm2+name · sector #sector · agency #org · language #meta+lang · channel #channel · gender #respondee+sex · age_band #respondee+age · community #respondee+group · disability #respondee+disability · priority #severity · status #status · closed_reason #status+reason · first_response_hours #indicator+hours+response+num · closed_at #date+end · loop_closed_at #date+loop · satisfaction #indicator+satisfaction · offer #activity+code · stage #status+stage · amount_eur #value+eur · assignee_agency #org+assignee · due_at #date+due · overdue #status+overdue · reopened #indicator+reopened+num · referred #indicator+referred+num'
    .split(' · ')
    .map((pair) => pair.split(' '));

describe('an export', () => {
  it('is refused to everybody but leads, and nothing is recorded', async () => {
    const before = await count(line, "events where kind = 'export_made'");
    expect(await exportReport(line, texts, staff, day('2026-05-04'))).toMatchObject({ code: 'role_needed' });
    expect(await exportReport(line, texts, { ...lead, roles: ['admin'] }, day('2026-05-04'))).toMatchObject({
      code: 'role_needed',
    });
    expect(await count(line, "events where kind = 'export_made'")).toBe(before);
  });

  it.each([
    [{ from: '2026-02-30' }, 'bad_date'],
    [{ to: 'yesterday' }, 'bad_date'],
    [{ from: '2026-05-05' }, 'period_backwards'],
  ])('of a wrong period %j is refused', async (changes, code) => {
    expect(await exportReport(line, texts, 'console', { ...day('2026-05-04'), ...changes })).toMatchObject({ code });
  });

  it.each(['items', 'participants', 'attendance', 'grants'])(
    'of %s is never for sharing, and the refusal says why',
    async (what) => {
      const before = await count(line, "events where kind = 'export_made'");
      const asked = REPORTS.find(({ name }) => name === what)?.of === 'period' ? day('2026-05-04') : { offer: '' };
      for (const by of ['console', lead] as const)
        expect(await exportReport(line, texts, by, { ...asked, what, audience: 'sharing' })).toMatchObject({
          code: 'rows_are_internal',
        });
      expect(await count(line, "events where kind = 'export_made'")).toBe(before);
    },
  );

  it.each([
    ['summary', undefined, 'sharing'],
    ['summary', 'sharing', 'sharing'],
    ['summary', 'internal', 'internal'],
    ['items', undefined, 'internal'],
    ['items', 'internal', 'internal'],
  ] as const)('of %s for %s is %s, for a lead alone, and says so with its purpose', async (what, audience, taken) => {
    const asked = { ...day('2026-05-04'), what, audience, purpose: '  quarterly\nreport ' };
    for (const roles of [['triage'], ['protection'], ['admin'], []] as const)
      expect(await exportReport(line, texts, { ...lead, roles }, asked)).toMatchObject({ code: 'role_needed' });
    for (const by of ['console', lead] as const) {
      const made = await exportReport(line, texts, by, asked);
      if (!made.ok) throw new Error(made.code);
      made.value.stream.destroy();
      expect(made.value.name.includes('-internal')).toBe(what === 'summary' && taken === 'internal');
      expect(
        (await row(line, "select data from events where kind = 'export_made' order by id desc limit 1")).data,
      ).toEqual({
        ...{ what, audience: taken, purpose: 'quarterly report', format: 'csv', language: 'en' },
        ...{ kind: 'all', withText: false, from: '2026-05-04', to: '2026-05-04' },
      });
    }
    expect(await exportReport(line, texts, lead, { ...asked, purpose: 'x'.repeat(301) })).toMatchObject({
      code: 'too_long',
    });
  });

  it('is written down with who took it, before the first row leaves', async () => {
    const made = await exportReport(line, texts, lead, { ...day('2026-05-04'), withText: true });
    expect(
      await row(line, "select staff_id, data from events where kind = 'export_made' order by id desc limit 1"),
    ).toMatchObject({
      staff_id: lead.id,
      data: { what: 'items', withText: true, from: '2026-05-04' },
    });
    if (made.ok) made.value.stream.destroy();
  });
});

describe('the line list', () => {
  it('has the columns of the contract with their HXL row, a byte order mark and CRLF', async () => {
    clock = new Date('2026-05-05T10:00:00Z');
    const reference = await enter('fjalë');
    clock = new Date('2026-05-05T13:30:00Z');
    await closeItem(line, staff, reference, { reason: 'acted_on', whatWasDone: 'u krye', changeKey: randomUUID() });
    await rows(
      line,
      `update items set communities = '{roma,ashkali}', gender = 'woman', age_band = '18_24', disability = 'no' where reference = '${reference}'`,
    );
    const contents = await file(day('2026-05-05'));
    expect(contents.charCodeAt(0)).toBe(0xfeff);
    expect(contents.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [header, hxl, ...items] = table(contents);
    expect(header).toEqual(CONTRACT.map(([name]) => name));
    expect(hxl).toEqual(CONTRACT.map(([, tag]) => tag));
    expect(items).toEqual([
      [
        ...[reference, 'feedback', 'complaint', '2026-05-05T10:00:00Z', 'zvecan', 'health', 'WHO', 'sq', 'phone'],
        ...['woman', '18_24', 'roma;ashkali', 'no', 'normal', 'closed', 'acted_on', '', '2026-05-05T13:30:00Z', '', ''],
        ...['', '', ''],
        ...['UNDP', '2026-05-15T10:00:00Z', 'no', '0', '0'],
      ],
    ]);
    expect(table(await file({ ...day('2026-05-05'), hxl: false }))[1]?.[0]).toBe(reference);
    expect(contents).not.toContain('fjalë');
  });

  it('says whose it is, by when it was due, whether it is late, and how often it was opened again and referred', async () => {
    clock = new Date('2026-05-05T18:00:00Z');
    const reference = await enter('vonë');
    const claimed = await claimItem(line, staff, reference);
    expect(claimed.ok).toBe(true);
    expect((await referItem(line, staff, reference, { toAgency: 'UNICEF', remark: 'për ju' })).ok).toBe(true);
    await rows(line, `update items set reopened_count = 2 where reference = '${reference}'`);
    clock = new Date('2026-06-20T18:00:00Z');
    const late = table(await file({ ...day('2026-05-05'), hxl: false })).find(([first]) => first === reference);
    expect(late?.slice(23)).toEqual([staff.agency, '2026-05-15T18:00:00Z', 'yes', '2', '1']);
  });

  it('holds words only when asked for, each a cell that no spreadsheet runs', async () => {
    clock = new Date('2026-05-06T10:00:00Z');
    const dangerous = [
      '=1+1',
      "+cmd|' /C calc'!A0",
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      '=HYPERLINK("http://x","a,b")\n=2',
    ];
    // Entering takes the spaces around words away; what was stored by other ways must be inert as well.
    for (const words of dangerous) expect(inert(words)).toMatch(/^'/);
    for (const words of dangerous) await enter(words);
    await enter('fjalë, me "thonjëza"\ndhe rresht');
    const [header, ...items] = table(await file({ ...day('2026-05-06'), withText: true, hxl: false }));
    // What was relied on with the words keeps its place: what is newer comes after them.
    expect(header?.slice(23)).toEqual(['text', ...CONTRACT.slice(23).map(([name]) => name)]);
    const words = items.map((cells) => cells[23]);
    expect(words).toContain("'=1+1");
    expect(words).toContain('fjalë, me "thonjëza"\ndhe rresht');
    for (const cells of items) for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
    expect(items).toHaveLength(dangerous.length + 1);
  });

  it('never holds a sensitive item, with or without words, however it became one', async () => {
    clock = new Date('2026-05-07T10:00:00Z');
    await enter('sekret një', { type: 'sensitive_report' });
    await markSensitive(line, staff, await enter('sekret dy'));
    const shown = await enter('e zakonshme');
    const contents = await file({ ...day('2026-05-07'), withText: true });
    expect(
      table(contents)
        .slice(2)
        .map(([reference]) => reference),
    ).toEqual([shown]);
    expect(contents).not.toContain('sekret');
  });

  it('has empty words where they were destroyed', async () => {
    clock = new Date('2026-05-08T10:00:00Z');
    const reference = await enter('e shkatërruar');
    await rows(line, `update items set key_id = null where reference = '${reference}'`);
    const [, , item] = table(await file({ ...day('2026-05-08'), withText: true }));
    expect([item?.[0], item?.[23]]).toEqual([reference, '']);
  });

  it('counts days as Mitrovica does, on the day of a clock change too', async () => {
    const at = async (instant: string) => {
      clock = new Date(instant);
      return enter('ora');
    };
    const before = await at('2026-03-28T22:59:59Z');
    const first = await at('2026-03-28T23:00:00Z');
    const last = await at('2026-03-29T21:59:59Z');
    const after = await at('2026-03-29T22:00:00Z');
    const on = async (date: string) =>
      table(await file(day(date)))
        .slice(2)
        .map(([reference]) => reference);
    expect(await on('2026-03-29')).toEqual([first, last]);
    expect(await on('2026-03-28')).toEqual([before]);
    expect(await on('2026-03-30')).toEqual([after]);
  });
});

it.each([
  ['2026-05-10T10:00:00Z', true],
  // The last second of the day in Mitrovica, and the first of the next.
  ['2026-05-10T21:59:59Z', true],
  ['2026-05-10T22:00:00Z', false],
])('a list made at %s of the day 10 May says that the day was not over: %s', async (now, running) => {
  clock = new Date(now);
  const sentence = 'The period was not over when the file was made.';
  const made = async (format: 'csv' | 'xlsx') => {
    const file = await exportReport(line, texts, 'console', { ...day('2026-05-10'), format });
    if (!file.ok) throw new Error(file.code);
    return { ...file.value, bytes: await buffer(file.value.stream) };
  };
  const list = await made('csv');
  expect(list.remark.includes(sentence)).toBe(running);
  expect(list.beside('a.csv')[0]?.text.includes(sentence)).toBe(running);
  expect(list.bytes.toString()).not.toContain(sentence);
  const { sheets } = await readXlsx((await made('xlsx')).bytes);
  expect(sheets[0]?.rows.flat().includes(sentence)).toBe(running);
});

it('whoever stops reading leaves the database to others, however often', async () => {
  clock = new Date('2026-05-09T10:00:00Z');
  for (let time = 0; time < 3; time += 1) await enter('fjalë');
  // More often than there are connections.
  for (let time = 0; time < 26; time += 1) {
    const format = time % 2 === 0 ? 'csv' : 'xlsx';
    const made = await exportReport(line, texts, 'console', { ...day('2026-05-09'), withText: true, format });
    if (!made.ok) throw new Error(made.code);
    for await (const _ of made.value.stream) break;
  }
  expect(await count(line, 'items')).toBeGreaterThan(0);
});

describe('the summary', () => {
  it('is rounded to fives for sharing, so that no small count is ever shown, and exact for a lead who says internal', async () => {
    clock = new Date('2026-06-01T10:00:00Z');
    const many = async (times: number, changes: Parameters<typeof enterSample>[2]) => {
      for (let time = 0; time < times; time += 1) await enter('a', changes);
    };
    await many(12, { municipality: 'mitrovica_south' });
    await many(9, { municipality: 'mitrovica_north', language: 'sr-Latn' });
    await many(2, { municipality: 'zvecan', language: 'rom' });
    const asked = { ...day('2026-06-01'), what: 'summary', hxl: false } as const;
    const rowsFor = async (audience: 'sharing' | 'internal'): Promise<Record<string, string>[]> =>
      parse(await file({ ...asked, audience }), { bom: true, columns: true });
    const receivedIn = (rowsOf: Record<string, string>[]) =>
      new Map(rowsOf.map(({ breakdown, group, received }) => [`${breakdown} ${group}`, received]));
    const exact = receivedIn(await rowsFor('internal'));
    const municipalities = ['municipality mitrovica_south', 'municipality mitrovica_north', 'municipality zvecan'];
    expect(municipalities.map((name) => exact.get(name))).toEqual(['12', '9', '2']);
    expect(['total all', 'type complaint', 'language rom'].map((name) => exact.get(name))).toEqual(['23', '23', '2']);
    const shared = await rowsFor('sharing');
    const received = receivedIn(shared);
    expect(received.get('municipality mitrovica_south')).toMatch(/^1[05]$/);
    expect(received.get('municipality zvecan')).toMatch(/^[05]$/);
    expect(received.get('channel in_person')).toBe('0');
    for (const row of shared)
      for (const name of ['received', 'answered', 'closed', 'satisfied']) expect(Number(row[name]) % 5).toBe(0);
  });

  it('of a period with nothing in it has every group all the same, with zeros', async () => {
    const asked = { ...day('2020-01-01'), what: 'summary', hxl: false } as const;
    const all: Record<string, string>[] = parse(await file(asked), { bom: true, columns: true });
    expect(all.length).toBeGreaterThan(50);
    for (const { received, group } of all) expect(received, group).toBe('0');
  });
});

it('an error while the rows are read ends the file with that error, not with half of it', async () => {
  async function* rowsThatBreak() {
    yield [['one']];
    throw new Error('the database went away');
  }
  const columns = [textColumn('reference', '#meta+id')];
  const stream = await csv.write({ columns, rows: rowsThatBreak() }, { texts, language: 'en', hxl: true });
  await expect(text(stream)).rejects.toThrow('the database went away');
});
