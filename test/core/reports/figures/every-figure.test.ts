import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BREAKDOWNS, type Breakdown, FIGURES, type FigureName } from '../../../../src/core/domain/figures/figures.ts';
import { mayShare } from '../../../../src/core/domain/figures/protect.ts';
import { roundMoneyRandomly, roundRandomly } from '../../../../src/core/domain/figures/round-randomly.ts';
import { startOfDay } from '../../../../src/core/domain/time/local-time.ts';
import type { ReportDocument } from '../../../../src/core/reports/document.ts';
import { summary, summaryBesideBefore } from '../../../../src/core/reports/summary.ts';
import { openTestLine, type TestLine } from '../../../support/line.ts';
import { plainCells } from '../../../support/plain-figures.ts';
import { aWorld, emptyWorld, fillWorld, type World } from '../../../support/worlds.ts';

/*
 * Two ways to every figure: the line's, which counts an item after the other, and plain SQL written from the formula in words, a statement for
 * each breakdown and period (test/support/plain-figures.ts). They have nothing in common but the database.
 */

let line: TestLine;
let sql: postgres.Sql;
let now = new Date();

beforeAll(async () => {
  line = await openTestLine({ now: () => now });
  sql = postgres(line.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await line.close();
});

async function reportOn(world: World): Promise<ReportDocument> {
  now = world.now;
  const { from, to, kind } = world;
  return summary.document(line, { from, to, kind, audience: 'internal' });
}

/** What the report says, in the shape of what plain SQL says. */
function saidBy(
  { everything }: ReportDocument,
  breakdown: Breakdown,
  period: 'now' | 'before' | 'yearAgo' | 'beginning',
) {
  const table = everything.find((one) => one.breakdown === breakdown);
  return new Map(
    (table?.rows ?? []).map(({ groups, cells }) => [
      groups.join(' '),
      Object.fromEntries((table?.figures ?? []).map((name, index) => [name, cells[index]?.[period]])),
    ]),
  );
}

const PERIODS = ['now', 'before', 'yearAgo', 'beginning'] as const;

test('every figure of every breakdown and period is what plain SQL makes of its formula in words', async () => {
  await fc.assert(
    fc.asyncProperty(aWorld, async (world) => {
      await fillWorld(sql, world);
      const report = await reportOn(world);
      for (const period of PERIODS) {
        for (const breakdown of Object.keys(BREAKDOWNS) as Breakdown[]) {
          if ((breakdown === 'week' || breakdown === 'month') && period !== 'now') continue;
          const plain = await plainCells(sql, world, breakdown, period);
          const wrong: unknown[] = [];
          for (const [group, figures] of saidBy(report, breakdown, period))
            for (const name of Object.keys(figures) as FigureName[]) {
              const [said, expected] = [figures[name], plain(group, name)];
              const same =
                typeof said === 'number' && typeof expected === 'number'
                  ? Math.abs(said - expected) < 1e-9
                  : said === expected;
              if (!same) wrong.push({ name, breakdown, group, period, said, expected });
            }
          expect(wrong).toEqual([]);
          expect([...saidBy(report, breakdown, period).keys()], breakdown).toEqual(
            expect.arrayContaining(plain.groups),
          );
        }
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

const reportOf = (from: string, to: string, audience: 'internal' | 'sharing' = 'internal') =>
  summary.document(line, {
    from: startOfDay(from) as Date,
    to: startOfDay(to, 1) as Date,
    kind: 'all',
    audience,
  });
const total = ({ everything }: ReportDocument) => everything.find(({ breakdown }) => breakdown === 'total');
const ofAll = (report: ReportDocument, figure: FigureName) =>
  total(report)?.rows[0]?.cells[total(report)?.figures.indexOf(figure) ?? -1];

test.each(['internal', 'sharing'] as const)(
  'without any item there are zeros now, and nothing to compare with (%s)',
  async (audience) => {
    await emptyWorld(sql);
    now = new Date('2026-04-10T08:00:00Z');
    const report = await reportOf('2026-04-01', '2026-04-30', audience);
    expect(total(report)?.figures).toEqual(Object.keys(FIGURES));
    expect(ofAll(report, 'received')).toEqual({ now: 0, before: null, yearAgo: null, beginning: null });
    expect(ofAll(report, 'answered_rate')).toEqual({ now: null, before: null, yearAgo: null, beginning: null });
    expect(report.compared.beginning).toBeNull();
    // Where counts are rounded, a zero may be a few.
    const none = audience === 'internal' ? 'received_none' : 'received_rounded_away';
    expect(report.sections[0]?.sentences.map(({ key }) => key)).toEqual([`figures:sentence.${none}`]);
    for (const { tables } of report.sections)
      for (const table of tables) for (const row of table.rows) expect(row.cells).toHaveLength(table.figures.length);
  },
);

const [world] = fc.sample(aWorld, { numRuns: 1, seed: 7 }) as [World];

test('a period that is to come has zeros, one that runs says so, and one from before all calendars is no error', async () => {
  await fillWorld(sql, world);
  now = new Date('2024-06-10T08:00:00Z');
  expect(ofAll(await reportOf('2030-01-01', '2030-03-31'), 'received')).toMatchObject({ now: 0, before: 0 });
  const notes = async (from: string, to: string) => (await reportOf(from, to)).notes.map(({ key }) => key);
  expect(await notes('2024-06-01', '2024-06-10')).toContain('figures:note.running');
  expect(await notes('2024-06-01', '2024-06-09')).not.toContain('figures:note.running');
  const sinceEver = await reportOf('0100-01-01', '2024-12-31');
  expect(ofAll(sinceEver, 'received')).toMatchObject({ now: ofAll(sinceEver, 'received')?.beginning, before: null });
});

test('what is for sharing is a multiple of five wherever people are counted, and the same in every table that has the cell', async () => {
  await fillWorld(sql, world);
  now = new Date('2024-06-10T08:00:00Z');
  const report = await reportOf('2023-01-01', '2024-12-31', 'sharing');
  const ofPeople = (name: FigureName) => FIGURES[name].unit === 'count' && FIGURES[name].reckoned.by === 'counted';
  for (const { figures, rows } of report.everything)
    for (const { cells } of rows)
      for (const [index, name] of figures.entries())
        if (ofPeople(name))
          for (const value of Object.values(cells[index] ?? {})) if (value !== null) expect(Number(value) % 5).toBe(0);
  expect(report.headline).toEqual((await reportOf('2023-01-01', '2024-12-31', 'sharing')).headline);
});

/** The numbers of the items of a cell have one sum, whoever adds them up. */
test('what is for sharing is rounded by the sum of the numbers that plain SQL adds up', async () => {
  await fillWorld(sql, world);
  now = new Date('2024-06-10T08:00:00Z');
  const report = await reportOf('2023-01-01', '2024-12-31', 'sharing');
  const within = sql`i.received_at >= ${startOfDay('2023-01-01')} and i.received_at < ${startOfDay('2025-01-01')}`;
  const visible = sql`from items i left join enquiries e on e.item_id = i.id
    cross join lateral unnest(case when cardinality(i.communities) > 0 then i.communities else array['not_given'] end) community
    where i.id <> all(${world.hidden}) and ${within}`;
  const groups = [
    { breakdown: 'total', group: sql`'all'` },
    { breakdown: 'sector', group: sql`coalesce(i.sector, 'not_given')` },
    { breakdown: 'language', group: sql`i.language` },
    { breakdown: 'month', group: sql`to_char(i.received_at at time zone 'Europe/Belgrade', 'YYYY-MM-01')` },
    { breakdown: 'gender_community', group: sql`coalesce(i.gender, 'not_given') || ' ' || community` },
  ] as const;
  const shown = {
    received: sql`true`,
    answered: sql`i.first_response_at is not null`,
    closed: sql`i.closed_at is not null`,
    complete: sql`e.state in ('complete', 'approved')`,
  };
  for (const { breakdown, group } of groups) {
    const said = saidBy(report, breakdown, 'now');
    for (const [name, counts] of Object.entries(shown)) {
      // Not every figure stands in every table that is for sharing.
      if (!mayShare(name as FigureName, breakdown, 'all')) continue;
      const rows = await sql`
        select "group", count(*)::int as count, sum(figure_number)::text as sum, sum(approved_cents)::float8 as cents
        from (select distinct ${group} as "group", i.id, i.figure_number, e.approved_cents ${visible} and (${counts})) item group by 1`;
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows)
        expect(said.get(row.group)?.[name as FigureName], `${name} ${row.group}`).toBe(
          roundRandomly(row.count, line.keyring.drawOf(row.sum)),
        );
    }
  }
  const [money] =
    await sql`select count(*)::int as count, sum(i.figure_number)::text as sum, sum(e.approved_cents)::float8 as cents
    from items i join enquiries e on e.item_id = i.id where e.state = 'approved' and i.id <> all(${world.hidden}) and ${within}`;
  const drawn = line.keyring.drawOf(money?.sum ?? '0');
  const enough = roundRandomly(money?.count, drawn) >= 10;
  expect(ofAll(report, 'approved_eur')?.now).toBe(
    enough ? roundMoneyRandomly(money?.cents, drawn) : roundRandomly(money?.count, drawn) === 0 ? null : 'few',
  );
});

test.each(['internal', 'sharing'] as const)(
  'a message says the same of a period and of the one before it (%s)',
  async (audience) => {
    await fillWorld(sql, world);
    now = new Date('2024-06-10T08:00:00Z');
    const period = {
      from: startOfDay('2024-03-01') as Date,
      to: startOfDay('2024-05-01') as Date,
      kind: 'all',
      audience,
    } as const;
    const [whole, brief] = [await summary.document(line, period), await summaryBesideBefore(line, period)];
    const beside = ({ everything }: ReportDocument) =>
      everything.map(({ breakdown, rows }) => ({
        breakdown,
        rows: rows.map(({ groups, cells }) => ({ groups, cells: cells.map((cell) => [cell.now, cell.before]) })),
      }));
    // Rounded, a few may be none.
    if (audience === 'internal') expect(ofAll(whole, 'received')?.before).not.toBe(0);
    expect(beside(brief)).toEqual(beside(whole));
    expect(ofAll(brief, 'received')).toMatchObject({ yearAgo: null, beginning: null });
  },
);
