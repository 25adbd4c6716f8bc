import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sheet } from '../../../../src/core/domain/offers/sheet.ts';
import { importOffers } from '../../../../src/core/offers/sheet/import-offers.ts';
import { makeTestLine, type TestLine } from '../../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { count, row } from '../../../support/rows.ts';
import { makeStaff } from '../../../support/staff.ts';

let database: TestDatabase;
/** Two processes, as it were: each with connections of its own. */
let lines: [TestLine, TestLine];
beforeAll(async () => {
  database = await createTestDatabase();
  const now = () => new Date('2026-05-04T08:00:00Z');
  lines = [await makeTestLine({ url: database.url, now }), await makeTestLine({ url: database.url, now })];
});
afterAll(async () => {
  for (const line of lines) await line.close();
  await database.drop();
});

const HEADINGS = [
  'own_code',
  'kind',
  'agency',
  'municipality',
  'sector',
  'teaching_languages',
  'seats',
  'title_sq',
  'description_sq',
  'sessions',
];
const sheet = (codes: string[]): Sheet => ({
  rows: [
    { row: 1, cells: HEADINGS },
    ...codes.map((code, index) => ({
      row: index + 2,
      cells: [
        code,
        'training',
        'UNDP',
        'zvecan',
        'training',
        'sq',
        20,
        'Trajnim i shpikur',
        'Dy ditë',
        '2026-06-01 10:00-14:00',
      ],
    })),
  ],
  merged: [],
});

it('is for those who may manage offers, and takes nothing from anybody else', async () => {
  const [line] = lines;
  const guard = await makeStaff(line, ['protection']);
  expect(await importOffers(line, guard, sheet(['A']), { publish: true })).toMatchObject({ code: 'role_needed' });
  expect(await count(line, 'offers')).toBe(0);
  const lead = await makeStaff(line, ['lead']);
  expect(await importOffers(line, lead, sheet(['A']), { publish: true })).toMatchObject({ ok: true });
  expect(await row(line, "select staff_id, actor, data from events where kind = 'offers_imported'")).toEqual({
    ...{ staff_id: lead.id, actor: 'staff', data: { offers: 1, published: 1 } },
  });
});

it('the same sheet imported by many at once is there once and whole; who came later is refused', async () => {
  const codes = Array.from({ length: 20 }, (_, index) => `M-${index}`);
  const shuffled = [
    codes,
    [...codes.slice(10), ...codes.slice(0, 10)],
    [...codes.slice(5), 'M-extra', ...codes.slice(0, 5)],
  ];
  const results = await Promise.all(
    shuffled.map((order, index) =>
      importOffers(lines[index % 2] as TestLine, 'console', sheet(order), { publish: false }),
    ),
  );
  const taken = results.flatMap((result) => (result.ok ? [result.value.offers.length] : []));
  expect(taken).toHaveLength(1);
  for (const refused of results.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ code: 'sheet_wrong' });
  expect(await count(lines[0], "offers where own_code like 'M-%'")).toBe(taken[0]);
  expect(await count(lines[0], "events where kind = 'offers_imported' and actor = 'system'")).toBe(1);
});
