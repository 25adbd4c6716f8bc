import { describe, expect, it } from 'vitest';
import { ageBandOf, groupsTold } from '../../../../src/core/domain/offers/eligibility.ts';
import { SEAT_GROUPS, type SeatGroup } from '../../../../src/core/domain/offers/offer.ts';
import {
  allFit,
  groupMask,
  openSeats,
  type SeatBook,
  type SeatsSaid,
  seatFits,
  seatsFor,
} from '../../../../src/core/domain/offers/seats.ts';

const YOUTH = { from: 15, to: 24 };
type Held = SeatBook['pools']['held'];
type Taken = [groups: SeatGroup[], count: number][];

const book = (seats: number, held: Held, taken: Taken): SeatBook => ({
  pools: { seats, held },
  taken: new Map(taken.map(([groups, count]) => [groupMask(groups), count])),
});

const nothing = groupsTold({}, YOUTH);
const woman = groupsTold({ gender: 'woman' }, YOUTH);
const man = groupsTold({ gender: 'man' }, YOUTH);
const silent = groupsTold({ gender: 'undisclosed', ageBand: 'undisclosed', communities: ['undisclosed'] }, YOUTH);
const youngWoman = groupsTold({ gender: 'woman', ageBand: '18_24' }, YOUTH);
const oldMan = groupsTold({ gender: 'man', ageBand: '60_plus', communities: ['serb'] }, YOUTH);
const romaMan = groupsTold({ gender: 'man', ageBand: '25_59', communities: ['roma'] }, YOUTH);

/** Eight seats, seven of them for women, and one man sits: what people were told was "full · 1 of 8". */
const eight = book(8, { women: 7 }, [[[], 1]]);

const TABLE: [string, SeatBook, typeof nothing, SeatsSaid][] = [
  ['a woman is told of the seats kept for women', eight, woman, { say: 'open', places: 7 }],
  ['who has told nothing hears whom they are kept for', eight, nothing, { say: 'kept', groups: ['women'] }],
  ['who would not say may still say it', eight, silent, { say: 'kept', groups: ['women'] }],
  ['a man hears that they are kept for others', eight, man, { say: 'kept_from', groups: ['women'] }],
  ['nothing is held and nothing taken', book(8, {}, []), nothing, { say: 'open', places: 8 }],
  ['nothing is held and all is taken', book(2, {}, [[[], 2]]), woman, { say: 'full' }],
  [
    'all is taken, held seats too',
    book(3, { women: 2 }, [
      [[], 1],
      [['women'], 2],
    ]),
    woman,
    { say: 'full' },
  ],
  [
    'open ones and kept ones, nothing told',
    book(8, { women: 3 }, []),
    nothing,
    { say: 'open_more', places: 5, more: ['women'] },
  ],
  ['open ones and kept ones, a woman', book(8, { women: 3 }, []), woman, { say: 'open', places: 8 }],
  ['open ones and kept ones, a man', book(8, { women: 3 }, []), man, { say: 'open', places: 5 }],
  [
    'women have filled what was held for them',
    book(8, { women: 3 }, [[['women'], 3]]),
    nothing,
    { say: 'open', places: 5 },
  ],
  [
    'two groups, a woman of unknown age',
    book(6, { women: 2, youth: 2 }, [[[], 2]]),
    woman,
    { say: 'open_more', places: 2, more: ['youth'] },
  ],
  ['two groups, a young woman', book(6, { women: 2, youth: 2 }, [[[], 2]]), youngWoman, { say: 'open', places: 4 }],
  [
    'two groups, neither of both',
    book(6, { women: 2, youth: 2 }, [[[], 2]]),
    oldMan,
    { say: 'kept_from', groups: ['women', 'youth'] },
  ],
  [
    'one seat that either group may have',
    book(2, { women: 1, youth: 1 }, [[['women', 'youth'], 1]]),
    nothing,
    { say: 'kept', groups: ['women', 'youth'] },
  ],
  [
    'three communities, one of them',
    book(4, { roma: 1, ashkali: 1, egyptian: 1 }, [[[], 1]]),
    romaMan,
    { say: 'open', places: 1 },
  ],
  [
    'what is left is for others',
    book(4, { roma: 1, ashkali: 1, egyptian: 1 }, [
      [[], 1],
      [['roma'], 1],
    ]),
    romaMan,
    { say: 'kept_from', groups: ['ashkali', 'egyptian'] },
  ],
  ['more sit than there are seats', book(1, {}, [[[], 3]]), nothing, { say: 'full' }],
];

describe('the seats open to one person, as far as they have told', () => {
  it.each(TABLE)('%s', (_what, seats, told, said) => {
    expect(seatsFor(seats, told)).toEqual(said);
  });
});

describe('of any books', () => {
  const books: SeatBook[] = [];
  for (const held of [{}, { women: 2 }, { women: 1, youth: 2 }, { women: 1, youth: 1, roma: 1 }] satisfies Held[])
    for (const seats of [3, 5])
      for (const some of [0, 1, 2, 3])
        for (const women of [0, 1, 2])
          for (const both of [0, 1])
            books.push(
              book(seats, held, [
                [[], some],
                [['women'], women],
                [['women', 'youth'], both],
              ]),
            );
  const possible = books.filter(({ pools, taken }) => allFit(pools, taken));

  it('none is full while a seat is free to somebody, and whom it is kept for is said', () => {
    for (const one of possible) {
      const { free, toAll, keptFor } = openSeats(one);
      const fits = [0, ...SEAT_GROUPS.map((group) => groupMask([group]))].some((mask) =>
        seatFits(one.pools, one.taken, mask),
      );
      expect(fits).toBe(free > 0);
      if (free > 0 && toAll === 0) expect(keptFor.length).toBeGreaterThan(0);
      expect(seatsFor(one, nothing).say === 'full').toBe(free === 0);
      expect(seatsFor(one, man).say === 'full').toBe(free === 0);
    }
  });

  it('so many as are said can really sit, and not one more', () => {
    for (const one of possible)
      for (const told of [woman, youngWoman, man, romaMan]) {
        const said = seatsFor(one, told);
        const places = 'places' in said ? said.places : 0;
        const seated = (more: number) => new Map(one.taken).set(told.sure, (one.taken.get(told.sure) ?? 0) + more);
        expect(allFit(one.pools, seated(places))).toBe(true);
        expect(allFit(one.pools, seated(places + 1))).toBe(false);
      }
  });
});

describe('what somebody told of themselves', () => {
  const names = (mask: number) => SEAT_GROUPS.filter((group) => mask & groupMask([group]));
  it.each([
    ['nothing', {}, [], ['women', 'youth', 'roma', 'ashkali', 'egyptian']],
    ['a woman', { gender: 'woman' }, ['women'], ['youth', 'roma', 'ashkali', 'egyptian']],
    ['between two genders', { gender: 'other' }, [], ['youth', 'roma', 'ashkali', 'egyptian']],
    ['eighteen to twenty-four', { ageBand: '18_24' }, ['youth'], ['women', 'roma', 'ashkali', 'egyptian']],
    ['fifteen to seventeen', { ageBand: '15_17' }, ['youth'], ['women', 'roma', 'ashkali', 'egyptian']],
    ['under fifteen', { ageBand: 'under_15' }, [], ['women', 'roma', 'ashkali', 'egyptian']],
    [
      'under eighteen, as was asked before',
      { ageBand: 'under_18' },
      [],
      ['women', 'youth', 'roma', 'ashkali', 'egyptian'],
    ],
    ['twenty-five and more', { ageBand: '25_59' }, [], ['women', 'roma', 'ashkali', 'egyptian']],
    ['Ashkali and Albanian', { communities: ['ashkali', 'albanian'] }, ['ashkali'], ['women', 'youth']],
    [
      'no word of the community',
      { communities: ['undisclosed'] },
      [],
      ['women', 'youth', 'roma', 'ashkali', 'egyptian'],
    ],
  ] as const)('%s', (_what, told, sure, perhaps) => {
    const read = groupsTold(structuredClone(told) as Parameters<typeof groupsTold>[0], YOUTH);
    expect(names(read.sure)).toEqual(sure);
    expect(names(read.perhaps)).toEqual(perhaps);
  });
});

it.each([
  [0, 'under_15'],
  [14, 'under_15'],
  [15, '15_17'],
  [17, '15_17'],
  [18, '18_24'],
  [24, '18_24'],
  [25, '25_59'],
  [59, '25_59'],
  [60, '60_plus'],
  [110, '60_plus'],
])('somebody of %i is of the band %s', (age, band) => expect(ageBandOf(age)).toBe(band));
