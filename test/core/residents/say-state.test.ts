import { describe, expect, test } from 'vitest';
import { CLOSED_REASONS, LANGUAGES } from '../../../src/core/domain/codes.ts';
import { REGISTRATION_STATUSES } from '../../../src/core/domain/offers/registration.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { type Standing, stateOf } from '../../../src/core/residents/say-state.ts';
import { stateKey } from '../../../src/core/trainings/state-key.ts';

const at = (day: number) => new Date(Date.UTC(2026, 4, day));
const STAFF = 'aaaaaaaa-0000-4000-8000-000000000000';

type Changes = Omit<Partial<Standing>, 'row'> & { row?: Partial<Standing['row']> };
const standing = ({ row = {}, ...more }: Changes = {}): Standing => ({
  row: {
    status: 'open',
    closedReason: null,
    assigneeId: null,
    firstResponseAt: null,
    lastWord: 'resident',
    reopenedCount: 0,
    satisfaction: null,
    redactedAt: null,
    receivedAt: at(1),
    closedAt: null,
    ...row,
  },
  referral: null,
  happened: {},
  ...more,
});
const referral = (state: 'offered' | 'accepted' | 'returned') => ({
  state,
  toAgency: 'OHCHR' as const,
  offeredAt: at(3),
  answeredAt: state === 'offered' ? null : at(4),
});
const closed = { status: 'closed' as const, closedAt: at(9), lastWord: 'staff' as const, firstResponseAt: at(9) };
const again = { lastWord: 'resident' as const, reopenedCount: 1, firstResponseAt: at(2) };

/** Every way in which an item can stand: what is said of it, and since when. */
const TABLE: [what: string, changes: Changes, state: string, since: number][] = [
  ['just sent', {}, 'received', 1],
  ['a note was written on it', { happened: { item_noted: at(2) } }, 'read', 2],
  ['its kind was set', { happened: { item_classified: at(2) } }, 'read', 2],
  ['its voice was listened to', { happened: { media_looked_at: at(3) } }, 'read', 3],
  ['a serious one was opened', { happened: { sensitive_item_opened: at(2) } }, 'read', 2],
  ['taken and given back', { happened: { item_claimed: at(2), item_released: at(3) } }, 'read', 2],
  ['somebody has it', { row: { assigneeId: STAFF }, happened: { item_claimed: at(2) } }, 'in_work', 2],
  [
    'answered',
    { row: { assigneeId: STAFF, lastWord: 'staff', firstResponseAt: at(2) }, happened: { item_replied: at(4) } },
    'answered',
    4,
  ],
  [
    'they wrote back',
    { row: { assigneeId: STAFF, firstResponseAt: at(2) }, happened: { item_replied: at(2), item_added_to: at(5) } },
    'wrote_back',
    5,
  ],
  [
    'they wrote back and nobody has it',
    { row: { firstResponseAt: at(2) }, happened: { item_replied: at(2), item_added_to: at(5) } },
    'wrote_back',
    5,
  ],
  ['they added before any answer', { happened: { item_added_to: at(2) } }, 'received', 1],
  ['offered to another agency', { row: { assigneeId: STAFF }, referral: referral('offered') }, 'referred', 3],
  ['taken over by it', { referral: referral('accepted') }, 'with_agency', 4],
  [
    'taken over, and somebody there has it',
    { row: { assigneeId: STAFF }, referral: referral('accepted'), happened: { item_claimed: at(5) } },
    'with_agency',
    4,
  ],
  ['given back by it', { referral: referral('returned') }, 'returned', 4],
  [
    'given back, and somebody has it',
    { row: { assigneeId: STAFF }, referral: referral('returned'), happened: { item_claimed: at(6) } },
    'in_work',
    6,
  ],
  [
    'handed over by the first who had it',
    { row: { assigneeId: STAFF }, happened: { item_claimed: at(2), item_assigned: at(6) } },
    'in_work',
    6,
  ],
  ['handed to somebody at once', { row: { assigneeId: STAFF }, happened: { item_assigned: at(2) } }, 'in_work', 2],
  ...CLOSED_REASONS.filter((reason) => reason !== 'withdrawn').map((reason): (typeof TABLE)[number] => [
    `closed: ${reason}`,
    { row: { ...closed, closedReason: reason } },
    'closed',
    9,
  ]),
  ['closed, they said yes', { row: { ...closed, closedReason: 'answered', satisfaction: 'yes' } }, 'closed', 9],
  ['closed, they said partly', { row: { ...closed, closedReason: 'acted_on', satisfaction: 'partly' } }, 'closed', 9],
  ['joined with another of theirs', { row: { ...closed, closedReason: 'duplicate' }, joinedWith: 'F-1' }, 'merged', 9],
  ['withdrawn', { row: { ...closed, closedReason: 'withdrawn' } }, 'withdrawn', 9],
  ['closed, its words gone', { row: { ...closed, closedReason: 'answered', redactedAt: at(12) } }, 'deleted', 12],
  [
    'they said no: it is not "not yet read"',
    {
      row: { ...again, satisfaction: 'no' },
      happened: { item_replied: at(2), item_closed: at(2), item_reopened: at(6) },
    },
    'not_solved',
    6,
  ],
  [
    'they said no, and another has it',
    {
      row: { ...again, satisfaction: 'no', assigneeId: STAFF },
      happened: { item_claimed: at(7), item_reopened: at(6) },
    },
    'in_work',
    7,
  ],
  ['opened again by them', { row: again, happened: { item_reopened: at(6) } }, 'reopened', 6],
  [
    'opened again, after it was with another agency',
    { row: again, referral: referral('accepted'), happened: { item_reopened: at(6) } },
    'reopened',
    6,
  ],
];

test.each(TABLE)('an item that is %s is told as it is', (_what, changes, state, since) => {
  const said = stateOf(standing(changes));
  expect(said.state.key).toBe(`items:state.${state}`);
  expect(said.since).toEqual(at(since));
});

test('nothing that staff have had is said to be unread', () => {
  for (const [what, changes] of TABLE.slice(1)) {
    const { key } = stateOf(standing(changes)).state;
    if (what !== 'they added before any answer') expect([what, key]).not.toEqual([what, 'items:state.received']);
  }
});

describe('a registration', () => {
  const row = { status: 'seated' as const, endedBy: null, offerStatus: 'published' as const, lastEnd: at(10) };
  const now = at(5);
  test.each([
    ...REGISTRATION_STATUSES.map((status) => [status, { status }, status] as const),
    ['given back by them', { status: 'cancelled', endedBy: 'resident' }, 'cancelled'],
    ['taken off by staff', { status: 'cancelled', endedBy: 'staff' }, 'taken_off'],
    ['of an offer that was cancelled', { status: 'cancelled', endedBy: 'offer_cancelled' }, 'offer_cancelled'],
    ['seated in an offer that was cancelled just now', { offerStatus: 'cancelled' }, 'offer_cancelled'],
    ['over', { lastEnd: at(4) }, 'over'],
    ['waiting for what is over', { status: 'waiting', lastEnd: at(4) }, 'over'],
    ['finished', { offerStatus: 'finished' }, 'over'],
    ['of weeks without a date', { lastEnd: null }, 'seated'],
  ] as const)('%s', (_what, changes, state) => {
    expect(stateKey({ ...row, ...changes }, now)).toBe(`registration:state.${state}`);
  });
});

test('every state has its words in every language, and none is a code', () => {
  const texts = loadTexts(undefined, { strict: true });
  for (const language of LANGUAGES)
    for (const [, changes] of TABLE) {
      const words = sayLine(texts, stateOf(standing(changes)).state, { language });
      expect(words).not.toMatch(/[_{}]|items:/);
    }
});
