import { expect, test } from 'vitest';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import type { Compared, FigureTable, Value } from '../../../src/core/reports/document.ts';
import { tellDocument } from '../../../src/files/told/tell-document.ts';
import { sampleDocument } from '../../support/sample-document.ts';

const texts = loadTexts();
const value = (now: Value, before: Value = null): Compared => ({ now, before, yearAgo: null, beginning: null });

/** One table alone, as it is told in English. */
function told(
  table: Pick<FigureTable, 'breakdown' | 'figures' | 'rows'> & Partial<FigureTable>,
  audience: 'sharing' | 'internal' = 'internal',
) {
  const sections = [{ name: 'people', sentences: [], tables: [{ name: 'people_table', chart: null, ...table }] }];
  const [section] = tellDocument(texts, 'en', sampleDocument({ audience, sections })).sections;
  return { empty: section?.empty ?? null, table: section?.tables[0] };
}

test.each<[string, Compared, boolean]>([
  ['a number', value(3), true],
  ['a number in the period before alone', value(0, 2), true],
  ['zero', value(0, 0), false],
  ['nothing', value(null), false],
  ['too few', value('few', 'few'), false],
  ['what is not measured', value('not_measured'), false],
])('a row of %s (%j) stands in the table: %s', (_, cell, stands) => {
  const rows = [
    { groups: ['woman'], cells: [value(5), value(0.5)] },
    { groups: ['man'], cells: [cell, cell] },
  ];
  const { table } = told({ breakdown: 'gender', figures: ['received', 'share_of_received'], rows });
  expect(table?.rows.map(({ label }) => label)).toEqual(stands ? ['Woman', 'Man'] : ['Woman']);
  expect(table?.left.rows).toBe(stands ? 0 : 1);
  if (!stands) expect(table?.remark).toContain('rows 1');
});

test('a column without a number is left out, and the remark counts it', () => {
  const figures = ['received', 'first_response_median_working_hours', 'overdue'] as const;
  const rows = [{ groups: ['woman'], cells: [value(5), value('not_measured'), value(0)] }];
  const { table } = told({ breakdown: 'gender', figures, rows });
  expect(table?.columns).toEqual(['Group', 'Received']);
  expect(table?.remark).toContain('columns 2');
});

test('a table without any number is named under its section, and has a number as the others have', () => {
  const { empty, table } = told({
    breakdown: 'gender',
    figures: ['received'],
    rows: [{ groups: ['woman'], cells: [value(0)] }],
  });
  expect(table).toBeUndefined();
  expect(empty).toContain('1.1 Received, by gender');
});

test('of women alone, no row says again that it is of women', () => {
  const rows = [{ groups: ['woman', 'roma'], cells: [value(5), value(0.5)] }];
  const { table } = told({
    breakdown: 'gender_community',
    of: 'woman',
    figures: ['received', 'share_of_received'],
    rows,
  });
  expect([table?.heading, table?.rows[0]?.label]).toEqual(['Women, by community', 'Roma']);
});

test('a line goes on through a week in which nothing came, which its table leaves out; where counts are rounded it is said that they need not add up', () => {
  const week = (day: string, count: number) => ({ groups: [day], cells: [value(count)] });
  const rows = [week('2026-07-06', 5), week('2026-07-13', 0), week('2026-07-20', 5)];
  const chart = { of: 'line', figure: 'received' } as const;
  const { table } = told({ breakdown: 'week', figures: ['received'], rows, chart }, 'sharing');
  expect(table?.rows).toHaveLength(2);
  expect(table?.chart?.drawing.points).toHaveLength(3);
  expect(table?.chart?.remark).toBe(texts.say('en', 'exports:page.need_not_add'));
  expect(told({ breakdown: 'week', figures: ['received'], rows, chart }).table?.chart?.remark).toBeNull();
});

test('a target stands beside its figure, in its unit', () => {
  const targets = [
    { figure: 'answered_rate', target: 0.9, value: value(0.86) },
    { figure: 'approved_eur', target: 60_000_000, value: value('few') },
  ] as const;
  expect(tellDocument(texts, 'en', sampleDocument({ targets })).targets).toMatchObject([
    { name: 'Share answered', target: '90%', now: '86%' },
    { target: '€600,000.00', now: 'few' },
  ]);
});
