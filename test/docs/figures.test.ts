import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL, FIGURES, type FigureName } from '../../src/core/domain/figures/figures.ts';
import type { Audience, ReportDocument, Value } from '../../src/core/reports/document.ts';
import { summary } from '../../src/core/reports/summary.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { tableRows } from '../support/named-tests.ts';
import { fillWorld, type World } from '../support/worlds.ts';

/** The example in docs/figures.md, read from its own tables: its items are put into a line, and what was worked out by hand is compared. */

const NOW = new Date('2026-07-10T10:00+02:00');
const PERIOD = {
  from: new Date('2026-04-01T00:00+02:00'),
  to: new Date('2026-07-01T00:00+02:00'),
  kind: 'all',
} as const;
/** From where offers of an invented world count their days. */
const MIDDLE = Date.UTC(2024, 2, 30);
const dayAfterMiddle = (day: string) => Math.round((Date.parse(day) - MIDDLE) / 86_400_000);

const rows = tableRows('docs/figures.md').map(({ cells }) => cells);
const items = rows.filter(([first]) => /^\d+$/.test(first ?? ''));
const named = (cells: string[]): FigureName => {
  const name = (cells[0] ?? '').replaceAll('`', '');
  const found = (Object.keys(FIGURES) as FigureName[]).find((figure) => figure === name);
  if (!found) throw new Error(`no figure: ${name}`);
  return found;
};
const ofFigures = rows.filter(([first]) => first?.startsWith('`'));
const byHand = ofFigures.filter(({ length }) => length === 5);
const shared = ofFigures.filter(({ length }) => length === 3);

const oneOf = <const Code extends string>(codes: readonly Code[], said: string): Code | null =>
  codes.find((code) => code === said) ?? null;
/** By the programme's clock, which is on summer time in all of it. */
const instantOf = (cell: string): number => new Date(`${cell.replace(' ', 'T')}+02:00`).getTime();
const amountIn = (words: string, verb: string): number =>
  Number(new RegExp(`${verb} (\\d+)`).exec(words)?.[1] ?? 0) * 100;

const SAME_OF_ALL = {
  ...({ type: 'complaint', agency: 'WHO', language: 'sq', channel: 'telegram', dueHours: 336 } as const),
  ...{ municipality: null, sector: null, ageBand: null, communities: null, disability: null, link: null },
  ...{ reopened: 0, offer: 0, groups: 0, certificate: false },
};

function itemOf(cells: string[]): World['items'][number] {
  const [, kind = '', came = '', answer = '', closed = '', closedAs = '', told = '', solved = '', gender = ''] = cells;
  const beside = cells[9] ?? '';
  const state = beside.split(',')[0] ?? '';
  const receivedAt = instantOf(came);
  const after = (cell: string) => (cell === '' ? null : instantOf(cell) - receivedAt);
  return {
    ...SAME_OF_ALL,
    referrals: [],
    kind: oneOf(['feedback', 'registration', 'enquiry'], kind) ?? 'feedback',
    gender: oneOf(['woman', 'man'], gender),
    quiet: beside.includes('confirmed itself'),
    sensitive: beside === 'sensitive',
    receivedAt,
    answered: after(answer),
    closed: after(closed),
    closedReason: oneOf(['answered', 'acted_on', 'out_of_scope', 'referred_out'], closedAs) ?? 'answered',
    loop: told === 'told',
    satisfaction: oneOf(['yes', 'partly', 'no'], solved),
    registration: oneOf(['seated', 'waiting'], state) ?? 'cancelled',
    sessions: beside.includes('came') ? 1 : 0,
    enquiry: oneOf(['approved', 'withdrawn', 'papers'], state) ?? 'received',
    askedCents: amountIn(beside, 'asks'),
    approvedCents: amountIn(beside, 'gets'),
  };
}

const WORLD: World = {
  now: NOW,
  days: { from: '2026-04-01', to: '2026-06-30' },
  ...PERIOD,
  offers: (['training', 'grant_call'] as const).map((kind) => ({
    ...({ kind, status: 'published', agency: 'UNDP', municipality: 'zvecan', sector: 'training' } as const),
    ...{ seats: 20, women: 0, budgetCents: 1_000_000, publishedAt: dayAfterMiddle('2026-04-10'), lasts: 60 },
  })),
  items: items.map(itemOf),
  hidden: [],
};

let line: TestLine;
let sql: postgres.Sql;
const reports = new Map<Audience, ReportDocument>();

beforeAll(async () => {
  line = await openTestLine({ now: () => NOW });
  sql = postgres(line.url, { max: 1, onnotice: () => {} });
  await fillWorld(sql, WORLD);
  for (const audience of ['internal', 'sharing'] as const)
    reports.set(audience, await summary.document(line, { ...PERIOD, audience }));
});
afterAll(async () => {
  await sql.end();
  await line.close();
});

function cellOf(audience: Audience, figure: FigureName, group: string) {
  const breakdown = group === ALL ? 'total' : 'gender';
  const table = reports.get(audience)?.everything.find((one) => one.breakdown === breakdown);
  const cell = table?.rows.find(({ groups }) => groups[0] === group)?.cells[table.figures.indexOf(figure)];
  if (!cell) throw new Error(`no cell of ${figure} for ${group}`);
  return cell;
}

const DECIMALS = { count: 0, share: 3, hours: 1, money: 2 } as const;
function written(figure: FigureName, value: Value): string {
  const { unit } = FIGURES[figure];
  if (typeof value !== 'number') return value ?? '';
  return (unit === 'money' ? value / 100 : value).toFixed(DECIMALS[unit]);
}

describe('the worked example of docs/figures.md', () => {
  test('has its items and figures', () => {
    expect([items.length, byHand.length, shared.length]).toEqual([13, 16, 6]);
  });

  test.each(byHand.map((cells) => [named(cells), cells[1] ?? '', cells[2] ?? '', cells[3] ?? ''] as const))(
    'has %s of %s as the file has it: %s, before it %s',
    (figure, group, now, before) => {
      const cell = cellOf('internal', figure, group);
      expect([written(figure, cell.now), written(figure, cell.before)]).toEqual([now, before]);
      expect(cell.yearAgo).toBeNull();
    },
  );

  test('says since the beginning what the file says', () => {
    expect(byHand[0]?.[4]).toContain(`Since the beginning ${cellOf('internal', 'received', ALL).beginning}.`);
  });

  test.each(shared.map((cells) => [named(cells), cells[1] ?? ''] as const))(
    'says what a file for sharing may show of %s: %s',
    (figure, may) => {
      const shown = written(figure, cellOf('sharing', figure, ALL).now) || 'nothing';
      expect(may.split(' or ')).toContain(shown);
    },
  );
});
