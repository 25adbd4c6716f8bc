import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { addExport } from '../../src/commands/export.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { closeItem } from '../../src/core/items/close-item.ts';
import { markSensitive } from '../../src/core/items/hidden/mark-sensitive.ts';
import { REPORT_NAMES, reportOf } from '../../src/core/reports.ts';
import { readOffer } from '../../src/db/queries/offers/offers.ts';
import { exportReport } from '../../src/files/export-report.ts';
import { hxlFindings } from '../support/hxl-rules.ts';
import { enterSample } from '../support/items.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../support/offers.ts';
import { makePerson, takePlace } from '../support/participants.ts';
import { row, rows } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';

// All that a new format takes: its own file, and its place in the list.
vi.mock('../../src/files/formats.ts', async (original) => {
  const { FORMATS } = await original<typeof import('../../src/files/formats.ts')>();
  const { markdown } = await import('../support/markdown-format.ts');
  return { FORMATS: [...FORMATS, markdown] };
});

/** One small world, and each report of it to the letter: tools read these files. */
let line: TestLine;
let staff: StaffMember;
let training: string;
let clock = new Date('2026-04-01T08:00:00Z');
/** What is drawn at random, by the name it has here. */
const names = new Map<string, string>();
const texts = loadTexts();

beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  staff = await makeStaff(line, ['triage', 'lead']);
  await complaints();
  await answeredAfter(90);
  training = await participants();
  await applications();
});
afterAll(() => line.close());

async function complaints() {
  for (let count = 0; count < 7; count += 1) {
    clock = new Date(Date.UTC(2026, 3, 1, 8, count));
    const words = count === 0 ? '=1+1; "thonjëza"\n@dhe rresht' : 'fjalë';
    const { reference } = await enterSample(line, staff, { language: count === 6 ? 'rom' : 'sq', text: words });
    names.set(reference, `F-${count}`);
    if (count > 0) continue;
    await rows(
      line,
      `update items set communities = '{roma,ashkali}', gender = 'woman', satisfaction = 'partly' where reference = '${reference}'`,
    );
    clock = new Date('2026-04-02T08:20:00Z');
    const closed = { reason: 'acted_on', whatWasDone: 'u krye', changeKey: randomUUID() } as const;
    await closeItem(line, staff, reference, closed);
  }
}

async function answeredAfter(minutes: number) {
  await rows(
    line,
    `update items set first_response_at = received_at + interval '${minutes} minutes' where kind = 'feedback' and language = 'sq'`,
  );
}

async function participants(): Promise<string> {
  clock = new Date('2026-04-03T08:00:00Z');
  const questions = [{ key: 'why', kind: 'text', texts: { sq: 'Pse?', en: 'Why?' } } as const];
  const offerId = await publishedOffer(line, staff, sampleOffer(clock, { questions }));
  for (const [index, name] of ['+Sample One', 'Sample Two', 'Sample Three'].entries()) {
    clock = new Date(Date.UTC(2026, 3, 3, 9, index));
    const answers = { name, needs: ['childcare', 'transport'], own: { why: '-1' }, share: index !== 1 };
    const id = await takePlace(line, await makePerson(line), offerId, answers as never);
    const item = await row(
      line,
      `select reference from items i join registrations r on r.item_id = i.id where r.id = '${id}'`,
    );
    names.set(String(item.reference), `R-${index}`);
    if (index === 0)
      await rows(
        line,
        `insert into attendance select '${id}', id, 'staff', now() from offer_sessions where offer_id = '${offerId}'`,
      );
  }
  return nameOffer(offerId, 'T-0');
}

async function applications() {
  clock = new Date('2026-04-04T08:00:00Z');
  const offerId = await publishedOffer(line, staff, sampleCall(clock));
  await nameOffer(offerId, 'G-0');
  for (const [index, columns] of [
    "'received', 'idea', 150050, null, null",
    "'approved', 'running', 200000, 99999, '2026-04-06T10:00:00Z'",
  ].entries()) {
    clock = new Date(Date.UTC(2026, 3, 4, 9, index));
    const words = { type: 'question', language: 'sr-Latn', text: 'Sample Applicant' } as const;
    const { reference } = await enterSample(line, staff, { channel: 'in_person', ...words });
    names.set(reference, `E-${index}`);
    const at = clock.toISOString();
    await rows(
      line,
      `insert into enquiries (id, item_id, offer_id, created_at, updated_at, state, business_stage, amount_cents, approved_cents, decided_at)
       select '${randomUUID()}', id, '${offerId}', '${at}', '${at}', ${columns} from items where reference = '${reference}'`,
    );
    await rows(line, `update items set kind = 'enquiry', offer_id = '${offerId}' where reference = '${reference}'`);
  }
  clock = new Date('2026-04-10T08:00:00Z');
}

async function nameOffer(offerId: string, name: string): Promise<string> {
  const code = String((await row(line, `select code from offers where id = '${offerId}'`)).code);
  names.set(code, name);
  return code;
}

async function written(what: string, format?: string, hxl = false): Promise<string> {
  const period = { kind: 'all', from: '2026-04-01', to: '2026-04-30', withText: true } as const;
  const offer = { offer: reportOf(what).of === 'offers' ? '' : training };
  const asked = reportOf(what).of === 'period' ? period : offer;
  const made = await exportReport(line, texts, 'console', {
    what,
    format: format as 'csv',
    hxl,
    audience: 'internal',
    ...asked,
  });
  if (!made.ok) throw new Error(made.code);
  let contents = (await buffer(made.value.stream)).toString('utf8');
  for (const [drawn, name] of names) contents = contents.replaceAll(drawn, name);
  return contents;
}

const inCsv = REPORT_NAMES.filter((name) => reportOf(name).holds !== 'signatures');

it.each(inCsv)('%s as CSV is the file that tools know, byte for byte', async (what) => {
  await expect(JSON.stringify(await written(what), null, 1).replaceAll('\\r\\n', '\\r\\n\n')).toMatchFileSnapshot(
    `golden/${what}.txt`,
  );
});

it.each(inCsv)('%s with HXL passes the rules of the reference validator', async (what) => {
  expect(hxlFindings(parse(await written(what, 'csv', true), { bom: true }))).toEqual([]);
});

it.each(inCsv)('%s as JSON is as its schema says', async (what) => {
  const schema = z.fromJSONSchema(JSON.parse(await readFile('docs/export.schema.json', 'utf8')));
  schema.parse(JSON.parse(await written(what, 'json')));
});

it.each(REPORT_NAMES)(
  'a format that is new writes %s from typed cells, with labels, sums and dates of its own',
  async (what) => {
    await expect(await written(what, 'markdown')).toMatchFileSnapshot(`golden/${what}.md`);
  },
);

it('a format that is new can be asked for on the command line, and comes of itself nowhere', async () => {
  const program = new Command();
  addExport(program);
  const format = program.commands[0]?.options.find(({ long }) => long === '--format');
  expect(format?.argChoices).toEqual(['csv', 'xlsx', 'json', 'docx', 'html', 'pdf', 'markdown']);
  expect((await written('attendance')).slice(0, 5)).toBe('%PDF-');
});

it.each(REPORT_NAMES)('every list of codes that %s names has labels for staff', async (what) => {
  const offer = await readOffer(
    line.database.read,
    String((await row(line, `select id from offers where code = '${training}'`)).id),
  );
  const period = { from: new Date('2026-04-01'), to: new Date('2026-04-30'), kind: 'all', withText: false } as const;
  const { columns } = await reportOf(what).read(line, { ...period, ...offer } as never);
  const keys = [...texts.strings('en').keys()];
  const lists = columns.flatMap((column) =>
    column.of === 'code' && typeof column.list === 'string' ? [column.list] : [],
  );
  expect(lists.filter((list) => !keys.some((key) => key.startsWith(list)))).toEqual([]);
  expect(texts.has('en', `staff:forms.export.what_${what}`)).toBe(true);
});

describe('once items are marked sensitive', () => {
  beforeAll(async () => {
    const marked = [...names].filter(([, name]) => ['F-0', 'R-0', 'E-0'].includes(name));
    for (const [reference] of marked) expect(await markSensitive(line, staff, reference)).toMatchObject({ ok: true });
  });

  it.each(REPORT_NAMES)('%s has none of them, whichever activity it is of', async (what) => {
    expect(await written(what, 'markdown')).not.toMatch(/\b[FRE]-0\b|thonjëza|Sample One/);
  });
});
