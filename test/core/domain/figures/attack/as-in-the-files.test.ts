import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  COMMUNITIES,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  LANGUAGES,
  MUNICIPALITIES,
  SECTORS,
} from '../../../../../src/core/domain/codes.ts';
import { toShare } from '../../../../../src/core/domain/figures/protect.ts';
import { OFFER_KINDS } from '../../../../../src/core/domain/offers/offer.ts';
import { nextDay, startOfDay } from '../../../../../src/core/domain/time/local-time.ts';
import { AUDIENCES, type Audience } from '../../../../../src/core/reports/document.ts';
import { REPORT_KINDS, type ReportKind } from '../../../../../src/core/reports/report.ts';
import { summary } from '../../../../../src/core/reports/summary.ts';
import { summaryTable } from '../../../../../src/core/reports/summary-table.ts';
import { openTestLine, type TestLine } from '../../../../support/line.ts';
import { fillWorld, type World } from '../../../../support/worlds.ts';
import {
  cellsWith,
  columnsOf,
  dayOf,
  isCrossed,
  nameOf,
  OF_EVERY,
  OF_ONE,
  OVERLAPPING,
  partsOf,
  readingOf,
  type Span,
  TIMES,
  wholly,
} from './reader.ts';
import { type Item, worldOf } from './world.ts';

/*
 * The attack is on a plain count of what shared files say. Here invented worlds are put into a database, the files are taken from it, and each
 * cell of the one stands beside that of the other: an attack on something else would prove nothing.
 */

const NOW = new Date('2026-02-01T12:00:00Z');
let line: TestLine;
let sql: postgres.Sql;

beforeAll(async () => {
  line = await openTestLine({ now: () => NOW });
  sql = postgres(line.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await line.close();
});

const startOf = (day: number): Date => startOfDay(dayOf(day)) as Date;

/** Half of them come in the first moment of their day, the others in its last. */
const cameAt = (day: number, index: number): number =>
  index % 2 === 0 ? startOf(day).getTime() : startOf(day + 1).getTime() - 1;

const SECOND = 1000;
const oneOf = <const Code extends string>(codes: readonly Code[], said: string | null | undefined): Code | null =>
  codes.find((code) => code === said) ?? null;

function rowOf({ came, codes, ...item }: Item, index: number): World['items'][number] {
  const { day, quiet, communities, held, referral, closedReason, registration, enquiry } = item;
  return {
    kind: oneOf(ITEM_KINDS, codes.kind) ?? 'feedback',
    type: oneOf(FEEDBACK_TYPES, codes.type) ?? 'question',
    municipality: oneOf(MUNICIPALITIES, codes.municipality),
    sector: oneOf(SECTORS, codes.sector),
    agency: oneOf(AGENCIES, codes.agency) ?? 'WHO',
    language: oneOf(LANGUAGES, codes.language) ?? 'sq',
    channel: oneOf(CHANNELS, codes.channel) ?? 'telegram',
    gender: oneOf(GENDERS, codes.gender),
    ageBand: oneOf(AGE_BANDS, codes.age_band),
    communities: communities.length > 0 ? COMMUNITIES.filter((one) => communities.includes(one)) : null,
    disability: oneOf(DISABILITIES, codes.disability),
    sensitive: false,
    link: null,
    receivedAt: cameAt(day, index),
    dueHours: 336,
    answered: came.answered ? (quiet ? 0 : SECOND) : null,
    closed: came.closed ? 2 * SECOND : null,
    loop: came.loop_closed === true,
    satisfaction: came.satisfied ? 'yes' : came.partly_satisfied ? 'partly' : came.unsatisfied ? 'no' : null,
    reopened: came.reopened ? 1 : 0,
    referrals: referral
      ? [{ after: 0, answered: referral === 'offered' ? null : SECOND, returned: referral === 'returned' }]
      : [],
    offer: codes.offer_kind === 'placement' ? 1 : 0,
    groups: held ? 31 : 0,
    sessions: came.attended ? 1 : 0,
    certificate: came.certificates === true,
    ...{ quiet, closedReason, registration, enquiry, askedCents: item.askedCents, approvedCents: item.approvedCents },
  };
}

const PERIOD = {
  days: { from: '2025-01-01', to: '2025-12-31' },
  from: startOf(0),
  to: startOf(270),
  kind: 'all',
} as const;
const OFFERS = (['training', 'placement', 'grant_call'] as const).map((kind) => ({
  ...({ kind, status: 'published', agency: 'UNDP', municipality: 'zvecan', sector: 'training' } as const),
  ...{ seats: 20, women: 5, budgetCents: 9_000_000, publishedAt: 400, lasts: 60 },
}));

async function fill(world: readonly Item[], sensitive: readonly Item[] = []): Promise<void> {
  const items = [...world.map(rowOf), ...sensitive.map((item, index) => ({ ...rowOf(item, index), sensitive: true }))];
  await fillWorld(sql, { ...PERIOD, now: NOW, offers: OFFERS, items, hidden: [] });
  const numbers = world.map(({ number }) => String(number));
  // Due before it came, or when all of this is long over.
  const late = world.map(({ came }) => String(came.overdue));
  await sql`update items set figure_number = given.number::bigint,
      due_at = received_at + case when given.late = 'true' then interval '-1 hour' else interval '10 years' end
    from unnest(${numbers}::text[], ${late}::text[]) with ordinality as given (number, late, place)
    where items.reference = 'W-' || (given.place - 1)`;
}

/** The file of a period: its rows by the names of its columns. */
async function fileOf([from, to]: Span, kind: ReportKind, audience: Audience = 'sharing') {
  const report = await summary.document(line, { from: startOf(from), to: startOf(to), kind, audience });
  const { columns, rows } = summaryTable(report);
  const read: Record<string, unknown>[] = [];
  for await (const row of rows)
    read.push(Object.fromEntries(columns.map((column, index) => [column.name, row[index]])));
  return { report, rows: read };
}

const PARTS: Readonly<Record<string, readonly [string, string]>> = {
  gender_youth: ['gender', 'youth'],
  gender_community: ['gender', 'community'],
};
/** Of what kind of item a figure is, where it is of one. */
const KIND_OF: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(OF_ONE).flatMap(([kind, figures]) => figures.map((figure) => [figure, kind])),
);

/** What the attack calls a cell: of which kind, in which row. null: by what the lists say nobody is in it. `unnamed`: it is what the attack knows without. */
function cellOf(row: Record<string, unknown>, kind: string, figure: string): { kind: string; cell: string } | null {
  const { breakdown, group, second_group: second } = row;
  const of = KIND_OF[figure] ?? kind;
  if (kind !== 'all' && of !== kind) return null;
  if (breakdown === 'total' || breakdown === 'week' || breakdown === 'month') return { kind: of, cell: '' };
  if (breakdown === 'kind')
    return of === 'all' ? { kind: String(group), cell: '' } : of === group ? { kind: of, cell: '' } : null;
  if (breakdown === 'type') {
    if (of === 'feedback' || (of === 'all' && group !== 'not_given'))
      return group === 'not_given' ? null : { kind: 'feedback', cell: `type=${group}` };
    return group !== 'not_given' ? null : { kind: of, cell: of === 'all' ? 'type=not_given' : '' };
  }
  if (breakdown === 'offer_kind') {
    if (group === 'grant_call') return of === 'enquiry' || of === 'all' ? { kind: 'enquiry', cell: '' } : null;
    return of === 'registration' || of === 'all' ? { kind: 'registration', cell: `offer_kind=${group}` } : null;
  }
  const [one, other] = PARTS[String(breakdown)] ?? [breakdown, null];
  return { kind: of, cell: other === null ? `${one}=${group}` : `${one}=${group}&${other}=${second}` };
}

function nothing(value: unknown): void {
  if (value !== null) throw new Error(`${value} where nothing is`);
}

const byName = (cells: Iterable<readonly [string, unknown]>) =>
  [...cells].toSorted(([one], [other]) => (one < other ? -1 : 1));
const COLUMNS = { now: '', before: '_before', beginning: '_beginning' } as const;
const PRINTED = [...OF_EVERY, ...Object.values(OF_ONE).flat()];

test.each([
  [171, 140],
  [3, 1],
])(
  'each cell that the attack counts is that of the file, and the file has no other (world %i, of %i items)',
  async (seed, items) => {
    const world = worldOf(seed, items);
    await fill(world);
    const said = new Map<string, unknown>();
    for (const file of OVERLAPPING)
      for (const kind of REPORT_KINDS) {
        const columns = columnsOf(file);
        const { rows } = await fileOf(file, kind);
        for (const row of rows)
          for (const [column, after] of Object.entries(COLUMNS))
            for (const figure of PRINTED) {
              const value = row[`${figure}${after}`];
              const time = row.breakdown === 'week' ? TIMES.week : row.breakdown === 'month' ? TIMES.month : null;
              const span = time ? partsOf(file, time).get(String(row.group)) : columns[column as keyof typeof columns];
              const here = cellOf(row, kind, figure);
              // Nothing stands beside a week, and before the line there was nobody.
              if (time && after !== '') nothing(value);
              else if (String(row.breakdown) in PARTS && !isCrossed(figure)) nothing(value);
              else if (here === null || !span) nothing(value || null);
              else if (value !== null || world.some(({ day }) => day < span[1])) {
                const name = nameOf(here.kind, figure, here.cell, span);
                // Of the same cell every file says the same.
                if (said.has(name) && said.get(name) !== value) throw new Error(`two values of ${name}`);
                said.set(name, value);
              }
            }
      }
    const { names, puzzle } = readingOf(world, line.keyring.drawOf, wholly(OVERLAPPING));
    const counted = names
      .map((name, index) => [name, puzzle.shown[index]] as const)
      // No file crosses these.
      .filter(([name]) => name !== '' && !name.includes('&agency='))
      .filter(([name]) => items > 1 || said.has(name));
    expect(counted.length).toBeGreaterThan(5_000);
    expect(byName(said)).toEqual(byName(counted));
  },
);

/** Of which two counts a share is, in a file of one kind. */
const SHARES: Readonly<Record<string, readonly [part: string, whole: string]>> = {
  answered_rate: ['answered', 'received'],
  closed_rate: ['closed', 'received'],
  loop_closed_rate: ['loop_closed', 'closed'],
  overdue_rate: ['overdue', 'received'],
  satisfaction_rate: ['satisfied', 'said'],
};

test('a share, a length of time and an amount of money in a file say what their rounded counts say, and nothing of fewer', async () => {
  const world = worldOf(4, 400);
  await fill(world);
  const [first] = OVERLAPPING as readonly [Span];
  const showing = toShare(line.keyring.drawOf);
  let shares = 0;
  for (const kind of ITEM_KINDS) {
    const byPeople = kind === 'registration' ? '_by_people' : '';
    for (const row of (await fileOf(first, kind)).rows.filter(
      ({ breakdown }) => String(breakdown) in { total: 1, gender: 1, agency: 1 },
    )) {
      const cell = row.breakdown === 'total' ? '' : `${row.breakdown}=${row.group}`;
      const tally = (figure: string) => {
        const those = world.filter(
          (item) =>
            item.codes.kind === kind &&
            item.came[figure] &&
            item.day >= first[0] &&
            item.day < first[1] &&
            cellsWith(item).includes(cell),
        );
        return {
          count: those.length,
          sum: String(those.reduce((sum, { number }) => sum + number, 0n)),
          cents: those.reduce((sum, { askedCents }) => sum + askedCents, 0),
        };
      };
      const shown = (value: unknown) =>
        value !== null && typeof value === 'object' && 'hidden' in value ? value.hidden : value;
      for (const [share, [part, whole]] of Object.entries(SHARES)) {
        expect([share, cell, shown(row[share])]).toEqual([
          ...[share, cell],
          showing.share(tally(`${part}${byPeople}`), tally(`${whole}${byPeople}`)),
        ]);
        if (typeof row[share] === 'number') shares += 1;
      }
      expect(shown(row.first_response_median_hours)).toBe(showing.median(0, tally(`answered${byPeople}`)));
      expect(shown(row.first_response_p90_hours)).toBe(showing.percentile90(0, tally(`answered${byPeople}`)));
      if (kind === 'enquiry') expect(shown(row.asked_eur)).toBe(showing.money(tally('received')));
    }
  }
  expect(shares).toBeGreaterThan(10);
});

test('however many sensitive items there are, a file says nothing of them but their rounded total of a finished quarter', async () => {
  const world = worldOf(9, 40);
  const [file] = OVERLAPPING as readonly [Span];
  const quarter: Span = [76, 167];
  const taken: unknown[] = [];
  for (const [sensitive, total] of [
    [0, 0],
    [2, 0],
    [3, 5],
    [7, 5],
  ] as const) {
    await fill(
      world,
      worldOf(10, sensitive).map((item) => ({ ...item, day: 100 })),
    );
    for (const kind of REPORT_KINDS) {
      const { rows } = await fileOf(quarter, kind);
      expect(rows.filter(({ breakdown }) => breakdown === 'sensitive').map((row) => [row.group, row.received])).toEqual(
        [['2025-Q2', total]],
      );
      // A part of a quarter says nothing at all.
      expect((await fileOf(file, kind)).rows.filter(({ breakdown }) => breakdown === 'sensitive')).toEqual([]);
    }
    taken.push((await fileOf(quarter, 'all')).rows.filter(({ breakdown }) => breakdown !== 'sensitive'));
  }
  for (const other of taken.slice(1)) expect(other).toEqual(taken[0]);
});

/** Every code of the lists, by the names of rows. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  total: ['all'],
  kind: ITEM_KINDS,
  type: [...FEEDBACK_TYPES.filter((type) => type !== 'sensitive_report'), 'not_given'],
  municipality: [...MUNICIPALITIES, 'not_given'],
  sector: [...SECTORS, 'not_given'],
  agency: AGENCIES,
  language: LANGUAGES,
  channel: CHANNELS,
  gender: [...GENDERS, 'not_given'],
  age_band: [...AGE_BANDS, 'not_given'],
  community: [...COMMUNITIES, 'not_given'],
  disability: [...DISABILITIES, 'not_given'],
  offer_kind: OFFER_KINDS,
};
const YOUTH = ['youth', 'other_ages', 'under_18', 'undisclosed', 'not_given'];
const crossed = (seconds: readonly string[]) =>
  [...GENDERS, 'not_given'].flatMap((gender) => seconds.map((second) => `${gender} ${second}`));
const CROSSED = { gender_youth: crossed(YOUTH), gender_community: crossed([...COMMUNITIES, 'not_given']) };

const FIRST: Span = [60, 150];
test.each(REPORT_KINDS)(
  'in a file of %s a row stands for every code and every week, be there somebody or not, and people are crossed in that of all kinds alone',
  async (kind) => {
    const expected = (audience: Audience) => ({
      ...LISTED,
      ...(kind === 'all' || audience === 'internal' ? CROSSED : {}),
      week: ['2025-03-31', ...Array.from({ length: 10 }, (_, index) => nextDay('2025-04-07', index * 7))],
      month: ['2025-04-01', '2025-05-01', '2025-06-01'],
    });
    const [one] = worldOf(5, 1);
    await fill(one ? [{ ...one, day: 100 }] : []);
    for (const audience of AUDIENCES) {
      const { report, rows } = await fileOf(FIRST, kind, audience);
      const stand: Record<string, string[]> = {};
      for (const { breakdown, group, second_group: second } of rows)
        stand[String(breakdown)] = [
          ...(stand[String(breakdown)] ?? []),
          second === null ? String(group) : `${group} ${second}`,
        ];
      const { sensitive: _, ...groups } = stand;
      expect(groups).toEqual(expected(audience));
      // What people read is picked from the same tables, and says nothing that they have not.
      const crosses = report.sections.flatMap(({ tables }) => tables).filter(({ breakdown }) => breakdown in CROSSED);
      expect(crosses.length > 0).toBe('gender_youth' in groups);
      if (audience === 'sharing')
        expect(
          [...new Set(crosses.flatMap(({ figures }) => figures))].every(
            (figure) => isCrossed(figure) || figure === 'share_of_received',
          ),
        ).toBe(true);
    }
  },
);
