import { describe, expect, it } from 'vitest';
import {
  decideAppeal,
  decideAskPapers,
  decideComplete,
  decideEnquiryWithdraw,
  decidePick,
  decidePropose,
  decideReceivePaper,
  decideVerdict,
  ENQUIRY_STATES,
  type Enquiry,
  type EnquiryState,
  OTHER_PAPER,
  type Verdict,
} from '../../../../src/core/domain/offers/enquiry.ts';

const NOW = new Date('2026-05-04T08:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const enquiry = (changes: Partial<Enquiry> = {}): Enquiry => ({
  state: 'received',
  amountCents: 200_000,
  approvedCents: null,
  decidedById: null,
  decidedAt: null,
  appealed: false,
  appealOpen: false,
  ...changes,
});
const inState = (state: EnquiryState) => enquiry({ state, ...(state === 'approved' && { approvedCents: 100_000 }) });
const outcome = (decision: { ok: boolean; code?: string; changes?: { state?: string } }) =>
  decision.ok ? (decision.changes?.state ?? 'stays') : decision.code;

const time = { id: 'a', startsAt: later(24), state: 'proposed' as const };
const limits = { maximumCents: 300_000, leftCents: 250_000 };
const approve = (amountCents: number): Verdict => ({ approve: true, amountCents });
const papers = [{ key: 'id', state: 'received' as const }];

/** What each step comes to in each state, in the order of ENQUIRY_STATES. */
const OVER = ['already_decided', 'already_decided', 'already_withdrawn'];
const TABLE: [string, (from: Enquiry) => Parameters<typeof outcome>[0], string[]][] = [
  ['times proposed', (from) => decidePropose(from, [later(1)], NOW), ['stays', 'stays', 'stays', 'stays', ...OVER]],
  ['a time picked', (from) => decidePick(from, time, NOW), ['adviser', 'stays', 'stays', 'stays', ...OVER]],
  [
    'papers asked for',
    (from) => decideAskPapers(from, ['id'], ['id']),
    ['papers', 'papers', 'papers', 'papers', ...OVER],
  ],
  ['a paper sent', (from) => decideReceivePaper(from, papers[0]), ['stays', 'stays', 'stays', 'stays', ...OVER]],
  [
    'papers complete',
    (from) => decideComplete(from, papers, []),
    ['complete', 'complete', 'complete', 'already_complete', ...OVER],
  ],
  [
    'approved',
    (from) => decideVerdict(from, 'ana', approve(100), limits, NOW),
    ['not_complete', 'not_complete', 'not_complete', 'approved', ...OVER],
  ],
  [
    'declined',
    (from) => decideVerdict(from, 'ana', { approve: false }, limits, NOW),
    ['declined', 'declined', 'declined', 'declined', ...OVER],
  ],
  ['withdrawn', decideEnquiryWithdraw, ['withdrawn', 'withdrawn', 'withdrawn', 'withdrawn', ...OVER]],
];

describe('what may follow what', () => {
  it.each(TABLE)('%s', (_name, decide, expected) => {
    expect(ENQUIRY_STATES.map((state) => outcome(decide(inState(state))))).toEqual(expected);
  });
});

describe('times', () => {
  it.each([
    ['none', [], 'no_times'],
    ['four', [1, 2, 3, 4], 'no_times'],
    ['one that is now', [0], 'time_past'],
    ['one in the past', [1, -1], 'time_past'],
    ['the same twice', [2, 2], 'same_time_twice'],
    ['three', [1, 2, 3], 'stays'],
  ])('%s', (_name, hours, expected) => {
    expect(outcome(decidePropose(enquiry(), hours.map(later), NOW))).toBe(expected);
  });

  it.each([
    ['unknown', undefined, 'time_gone'],
    ['dropped', { ...time, state: 'dropped' as const }, 'time_gone'],
    ['begun', { ...time, startsAt: NOW }, 'time_gone'],
    ['picked already', { ...time, state: 'picked' as const }, 'adviser'],
  ])('one that is %s', (_name, wanted, expected) => {
    expect(outcome(decidePick(enquiry(), wanted, NOW))).toBe(expected);
  });
});

describe('papers', () => {
  it.each([
    ['none', [], 'no_papers'],
    ['one of nowhere', ['x'], 'unknown_paper'],
    ['one in own words', [OTHER_PAPER], 'papers'],
  ])('%s asked for', (_name, keys, expected) => {
    expect(outcome(decideAskPapers(enquiry(), keys, ['id']))).toBe(expected);
  });

  it('that nobody sent or saw are missing', () => {
    const asked = [{ key: 'id', state: 'asked' as const }];
    expect(outcome(decideComplete(enquiry(), asked, []))).toBe('papers_missing');
    expect(outcome(decideComplete(enquiry(), asked, ['other']))).toBe('papers_missing');
    expect(outcome(decideComplete(enquiry(), asked, ['id']))).toBe('complete');
  });
});

describe('an amount', () => {
  it.each([
    [0, 'bad_amount'],
    [-1, 'bad_amount'],
    [0.5, 'bad_amount'],
    [Number.NaN, 'bad_amount'],
    [1e300, 'bad_amount'],
    [300_001, 'over_maximum'],
    [250_001, 'over_budget'],
    [250_000, 'approved'],
    [1, 'approved'],
  ])('of %d cents', (cents, expected) => {
    expect(outcome(decideVerdict(enquiry({ state: 'complete' }), 'ana', approve(cents), limits, NOW))).toBe(expected);
  });
});

describe('an appeal', () => {
  const declined = enquiry({ state: 'declined', decidedById: 'ana', decidedAt: NOW });
  const smaller = enquiry({ ...declined, state: 'approved', approvedCents: 100_000 });

  it.each([
    ['nothing decided', enquiry(), 0, 'nothing_to_appeal'],
    ['withdrawn', enquiry({ state: 'withdrawn' }), 0, 'nothing_to_appeal'],
    ['all that was asked for', { ...smaller, approvedCents: 200_000 }, 0, 'nothing_to_appeal'],
    ['a no', declined, 0, 'stays'],
    ['less', smaller, 0, 'stays'],
    ['the last moment', declined, 30 * 24, 'stays'],
    ['after it', declined, 30 * 24 + 1, 'appeal_too_late'],
    ['a second one', { ...declined, appealed: true }, 0, 'already_appealed'],
  ])('against %s', (_name, from, hours, expected) => {
    expect(outcome(decideAppeal(from, 30, later(hours)))).toBe(expected);
  });

  it.each([
    ['approves after a no', declined, approve(50_000), 'approved'],
    ['leaves a no', declined, { approve: false } as const, 'declined'],
    ['gives more', smaller, approve(150_000), 'approved'],
    ['leaves a smaller amount', smaller, { approve: false } as const, 'stays'],
    ['cannot give less', smaller, approve(99_999), 'bad_amount'],
  ])('%s, by somebody else alone', (_name, from, verdict, expected) => {
    const appealed = { ...from, appealed: true, appealOpen: true };
    expect(outcome(decideVerdict(appealed, 'ben', verdict, limits, NOW))).toBe(expected);
    expect(outcome(decideVerdict(appealed, 'ana', verdict, limits, NOW))).toBe('another_person_needed');
    const over = { ...appealed, appealOpen: false };
    expect(outcome(decideVerdict(over, 'ben', verdict, limits, NOW))).toBe('already_decided');
  });
});
