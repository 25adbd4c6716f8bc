import { expect, test } from 'vitest';
import {
  type Decision,
  decideAdd,
  decideClaim,
  decideClassify,
  decideClose,
  decideMarkSensitive,
  decideMerge,
  decideRate,
  decideRelease,
  decideReopen,
  decideReply,
  decideWithdraw,
  type ItemState,
} from '../../../src/core/domain/item.ts';

const now = new Date('2026-05-04T10:00:00Z');
const earlier = new Date('2026-05-01T10:00:00Z');
const ana = { id: 'ana', slackUserId: 'U1', displayName: 'Ana', agency: 'UNDP' as const, roles: ['triage' as const] };

const item = (changes: Partial<ItemState> = {}): ItemState => ({
  id: 'i1',
  reference: 'F-000000',
  kind: 'feedback',
  type: 'complaint',
  status: 'open',
  closedReason: null,
  residentId: 'r1',
  anonymous: false,
  agency: 'UNDP',
  sector: 'health',
  municipality: 'zvecan',
  language: 'sq',
  priority: 'normal',
  sensitive: false,
  toldByStaff: false,
  safety: null,
  assigneeId: null,
  notAgainId: null,
  mergedIntoId: null,
  receivedAt: earlier,
  dueAt: now,
  firstResponseAt: null,
  closedAt: null,
  loopClosedAt: null,
  redactedAt: null,
  satisfaction: null,
  quoting: null,
  reopenedCount: 0,
  version: 1,
  ...changes,
});
const closed = (changes: Partial<ItemState> = {}) =>
  item({ status: 'closed', closedReason: 'answered', closedAt: earlier, assigneeId: 'ana', ...changes });
const answered = { reason: 'answered' as const, told: true };

const kindsOf = (decision: Decision<string>) =>
  decision.ok ? decision.events.map((event) => event.kind) : decision.code;

const REFUSED: [string, Decision<string>, string][] = [
  ['claim what is closed', decideClaim(closed(), ana), 'already_closed'],
  ['claim one’s own', decideClaim(item({ assigneeId: 'ana' }), ana), 'already_yours'],
  ['claim another’s', decideClaim(item({ assigneeId: 'ben' }), ana), 'already_claimed'],
  ['claim what one did not solve', decideClaim(item({ notAgainId: 'ana' }), ana), 'another_person_needed'],
  ['release what nobody has', decideRelease(item()), 'not_claimed'],
  ['reply where the words are gone', decideReply(item({ redactedAt: earlier }), ana, now), 'words_destroyed'],
  ['reply to what was merged', decideReply(closed({ mergedIntoId: 'i2' }), ana, now), 'merged_elsewhere'],
  ['close what is closed', decideClose(closed(), ana, answered, now), 'already_closed'],
  ['reopen what is open', decideReopen(item(), 'staff'), 'already_open'],
  ['reopen without words', decideReopen(closed({ redactedAt: earlier }), 'staff'), 'words_destroyed'],
  ['add where the words are gone', decideAdd(closed({ redactedAt: earlier })), 'words_destroyed'],
  ['withdraw twice', decideWithdraw(closed({ closedReason: 'withdrawn' }), now), 'already_withdrawn'],
  ['withdraw what is closed', decideWithdraw(closed(), now), 'already_closed'],
  ['rate what is open', decideRate(item(), 'yes'), 'already_open'],
  ['rate the same twice', decideRate(closed({ satisfaction: 'yes' }), 'yes'), 'already_rated'],
  ['tap "no" twice', decideRate(item({ satisfaction: 'no', notAgainId: 'ana' }), 'no'), 'already_rated'],
  ['mark sensitive twice', decideMarkSensitive(item({ sensitive: true })), 'already_sensitive'],
  ['merge with itself', decideMerge(item(), item(), now), 'merge_with_itself'],
  ['merge what is closed', decideMerge(closed(), item({ id: 'i2' }), now), 'already_closed'],
  ['merge into a duplicate', decideMerge(item(), closed({ id: 'i2', mergedIntoId: 'i3' }), now), 'merged_elsewhere'],
  ['merge with a sensitive one', decideMerge(item(), item({ id: 'i2', sensitive: true }), now), 'merge_of_sensitive'],
  ['classify as it is', decideClassify(item(), { type: 'complaint', sector: 'health' }), 'nothing_to_change'],
  ['classify as nothing', decideClassify(item(), {}), 'nothing_to_change'],
];
test.each(REFUSED)('to %s is refused', (_, decision, code) => {
  expect(decision).toMatchObject({ ok: false, code });
});

test('a claim makes it theirs and is written down', () => {
  expect(decideClaim(item({ notAgainId: 'ben' }), ana)).toEqual({
    ok: true,
    changes: { assigneeId: 'ana' },
    events: [{ kind: 'item_claimed' }],
  });
});

test.each([
  ['unclaimed', item(), ['item_claimed', 'item_replied'], { assigneeId: 'ana', firstResponseAt: now }],
  ['another’s', item({ assigneeId: 'ben' }), ['item_replied'], { firstResponseAt: now }],
  ['closed', closed({ assigneeId: null }), ['item_replied'], {}],
  ['not theirs again', item({ notAgainId: 'ana' }), ['item_replied'], {}],
  [
    'answered before',
    item({ firstResponseAt: earlier, assigneeId: 'ana' }),
    ['item_replied'],
    { firstResponseAt: earlier },
  ],
] as const)(
  'a reply to an item that is %s claims it only where it may, and stops the clock once',
  (_, state, kinds, changes) => {
    const decision = decideReply(state, ana, now);
    expect(kindsOf(decision)).toEqual(kinds);
    expect(decision).toMatchObject({ changes: { lastWord: 'staff', ...changes } });
    if (!('assigneeId' in changes) && decision.ok) expect(decision.changes).not.toHaveProperty('assigneeId');
  },
);

test('closing what nobody had claimed makes it the closer’s, so that a "no" goes to another person', () => {
  const decision = decideClose(item(), ana, answered, now);
  expect(kindsOf(decision)).toEqual(['item_claimed', 'item_closed']);
  expect(decision).toMatchObject({ changes: { assigneeId: 'ana', closedAt: now, firstResponseAt: now } });
});

test('closing without telling the resident stops no clock', () => {
  const decision = decideClose(item({ assigneeId: 'ben' }), ana, { reason: 'answered', told: false }, now);
  expect(decision).toMatchObject({ ok: true, changes: { firstResponseAt: null } });
  expect(decision.ok && decision.changes.lastWord).toBeFalsy();
});

test('opening again forgets the closing, the merging and the escalation, and counts', () => {
  expect(
    decideReopen(closed({ mergedIntoId: 'i2', loopClosedAt: earlier, reopenedCount: 1 }), 'resident'),
  ).toMatchObject({
    ok: true,
    changes: {
      status: 'open',
      closedReason: null,
      closedAt: null,
      loopClosedAt: null,
      mergedIntoId: null,
      reopenedCount: 2,
      escalatedAt: null,
      lastWord: 'resident',
    },
  });
});

test('an addition to a closed item opens it, and to an open one only adds', () => {
  expect(kindsOf(decideAdd(closed()))).toEqual(['item_reopened', 'item_added_to']);
  expect(kindsOf(decideAdd(item()))).toEqual(['item_added_to']);
});

test('"no" opens it for another person', () => {
  expect(decideRate(closed(), 'no')).toMatchObject({
    ok: true,
    changes: { status: 'open', assigneeId: null, notAgainId: 'ana', satisfaction: 'no' },
    events: [{ kind: 'item_rated', data: { answer: 'no' } }, { kind: 'item_reopened' }],
  });
});

test('a second "no", after it was closed again, is written down and opens nothing', () => {
  const decision = decideRate(closed({ satisfaction: 'no', notAgainId: 'ana', assigneeId: 'ben' }), 'no');
  expect(decision).toEqual({
    ok: true,
    changes: { satisfaction: 'no' },
    events: [{ kind: 'item_rated', data: { answer: 'no' } }],
  });
});

test.each(['yes', 'partly'] as const)('"%s" is written down and opens nothing', (answer) => {
  expect(decideRate(closed(), answer)).toMatchObject({ ok: true, changes: { satisfaction: answer } });
  expect(kindsOf(decideRate(closed(), answer))).toEqual(['item_rated']);
});

test('marking sensitive frees it of whoever had it', () => {
  expect(decideMarkSensitive(item({ assigneeId: 'ana' }))).toMatchObject({
    changes: { sensitive: true, assigneeId: null },
  });
});

test('classifying as a sensitive report marks it sensitive and frees it of whoever had it', () => {
  const decision = decideClassify(item({ assigneeId: 'ana' }), { type: 'sensitive_report', priority: 'normal' });
  expect(decision).toMatchObject({ changes: { type: 'sensitive_report', sensitive: true, assigneeId: null } });
  expect(kindsOf(decision)).toEqual(['item_classified', 'item_marked_sensitive']);
});

test('no classification ever makes a sensitive item less so', () => {
  const decision = decideClassify(item({ sensitive: true, type: 'sensitive_report' }), { type: 'question' });
  expect(decision.ok && 'sensitive' in decision.changes).toBe(false);
});

test('a merged item points to the one that goes on', () => {
  expect(decideMerge(item(), item({ id: 'i2', reference: 'F-111111' }), now)).toMatchObject({
    changes: { status: 'closed', closedReason: 'duplicate', mergedIntoId: 'i2' },
    events: [{ kind: 'item_merged', data: { into: 'F-111111' } }],
  });
});
