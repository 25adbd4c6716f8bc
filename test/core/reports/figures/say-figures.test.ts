import { expect, test } from 'vitest';
import type { Breakdown, FigureName } from '../../../../src/core/domain/figures/figures.ts';
import type { Audience, FigureTable, Value } from '../../../../src/core/reports/document.ts';
import * as say from '../../../../src/core/reports/figures/say-figures.ts';

/** Of one group: its figures now and before. */
type Row = Partial<Record<FigureName, [now: Value, before?: Value]>>;

function table(breakdown: Breakdown, rows: Record<string, Row>): FigureTable {
  const figures = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row) as FigureName[]))];
  return {
    name: breakdown,
    breakdown,
    figures,
    rows: Object.entries(rows).map(([code, row]) => ({
      groups: [code],
      cells: figures.map((figure) => {
        const [now, before = null] = row[figure] ?? [null];
        return { now, before, yearAgo: null, beginning: null };
      }),
    })),
    chart: null,
  };
}
const all = (row: Row) => table('total', { all: row });
const keys = (said: readonly { key: string }[]) => said.map(({ key }) => key.replace('figures:sentence.', ''));

test.each<[Audience, number, number, string]>([
  ['internal', 8, 4, 'received_more'],
  ['internal', 4, 8, 'received_fewer'],
  ['internal', 2, 1, 'received_more'],
  ['internal', 4, 4, 'received_same'],
  ['internal', 104, 100, 'received_same'],
  ['sharing', 10, 5, 'received_more'],
  ['sharing', 105, 100, 'received_same'],
])('%s: %i beside %i is %s', (audience, now, before, key) => {
  expect(keys(say.volume([all({ received: [now, before] })], audience))).toEqual([key]);
});

test.each([
  ['received', say.volume],
  ['referred', say.referrals],
  ['registered', say.trainings],
  ['enquiries', say.grants],
] as const)('where counts are rounded, a zero of %s is said to be none or a few', (figure, of) => {
  expect(keys(of([all({ [figure]: [0] })], 'internal'))).toEqual([`${figure}_none`]);
  expect(keys(of([all({ [figure]: [0] })], 'sharing'))).toEqual([`${figure}_rounded_away`]);
});

test('nobody is said to have kept silent who may have been rounded away', () => {
  const tables = [all({ received: [20] }), table('community', { roma: { received: [0] } })];
  expect(keys(say.people(tables, 'internal'))).toEqual(['missing']);
  expect(keys(say.people(tables, 'sharing'))).toEqual(['missing_rounded_away']);
});

test.each([
  [9, 200, 'equity_few'],
  [10, 20, 'equity_fine'],
  [10, 200, 'slower'],
])('a group of %i answers that waited %i hours beside 16: %s', (answered, hours, key) => {
  const gender = table('gender', { woman: { answered: [answered], first_response_median_hours: [hours] } });
  expect(keys(say.equity([all({ first_response_median_hours: [16] }), gender]))).toEqual([key]);
});

test.each<[Row, string]>([
  [{ received: [1], share_of_received: [0.13, 0] }, 'rising_none'],
  [{ received: [5], share_of_received: [0.13, 0] }, 'rising'],
  [{ received: [5], share_of_received: [0.13, 0.1] }, 'rising_none'],
  [{ received: [5], share_of_received: [0.13, null] }, 'rising_alone'],
])('a topic of %j: %s', (row, key) => {
  expect(keys(say.rising([table('sector', { health: row })]))).toEqual([key]);
});

test('nobody came yet: nothing is said of who came', () => {
  expect(keys(say.trainings([all({ registered: [3], attended: [0] })], 'internal'))).toEqual(['registered']);
});

test('of whom anything came is said group by group, who did not say among them', () => {
  const gender = table('gender', {
    woman: { share_of_received: [0.3] },
    man: { share_of_received: [0] },
    not_given: { share_of_received: [0.7] },
  });
  const [said] = say.people([all({ received: [20] }), gender], 'internal');
  expect(said).toEqual({
    key: 'figures:sentence.by_gender',
    values: {
      list: {
        of: 'shares',
        shares: [
          { key: 'codes:gender.woman', figure: 'share_of_received', value: 0.3 },
          { key: 'codes:gender.not_given', figure: 'share_of_received', value: 0.7 },
        ],
      },
    },
  });
});

test('how many of each kind came is said where there are several', () => {
  const kind = (registrations: number) =>
    table('kind', {
      feedback: { received: [7] },
      registration: { received: [registrations] },
      enquiry: { received: [0] },
    });
  expect(keys(say.volume([all({ received: [9] }), kind(2)], 'internal'))).toContain('kinds');
  expect(keys(say.volume([all({ received: [7] }), kind(0)], 'internal'))).not.toContain('kinds');
});

test('what is too few to be shown is named in one sentence', () => {
  const few: Row = { answered_rate: ['few'], loop_closed_rate: ['few'], satisfaction_rate: [0.5] };
  expect(keys(say.answers([all(few)]))).toEqual(['satisfied_alone', 'few']);
});

test('trainings and placements are counted apart from grant calls, and women among those who registered and came', () => {
  const kinds = table('offer_kind', {
    training: { offers: [2] },
    placement: { offers: [1] },
    grant_call: { offers: [4] },
  });
  const women = table('gender', { woman: { registered: [5], attended: [0] } });
  const said = say.trainings([all({ registered: [9], attended: [3], seats: [40] }), kinds, women], 'internal');
  expect(keys(said)).toEqual(['offers', 'registered', 'registered_women', 'attended']);
  expect(said[0]?.values).toMatchObject({ trainings: { value: 2 }, placements: { value: 1 }, seats: { value: 40 } });
});
