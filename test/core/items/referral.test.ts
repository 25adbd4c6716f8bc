import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { answerReferral } from '../../../src/core/items/answer-referral.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { mergeItems } from '../../../src/core/items/merge-items.ts';
import { referItem } from '../../../src/core/items/refer-item.ts';
import { reopenItem } from '../../../src/core/items/reopen-item.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let who: StaffMember;
let unicef: StaffMember;
let undp: StaffMember;
const start = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => start });
  who = await makeStaff(line, ['triage'], 'WHO');
  unicef = await makeStaff(line, ['triage'], 'UNICEF');
  undp = await makeStaff(line, ['triage'], 'UNDP');
});
afterAll(() => line.close());

/** An item about health, which is with WHO by the settings. */
async function sent() {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('për shëndetin');
  return lastItem(line);
}
const refer = (reference: string) => referItem(line, who, reference, { toAgency: 'UNICEF', remark: 'për fëmijë' });
const notices = (id: string) => count(line, `deliveries where item_id = '${id}' and kind = 'notice'`);

test('what cannot be referred is refused', async () => {
  const { reference } = await sent();
  expect(await referItem(line, who, reference, { toAgency: 'WHO', remark: '' })).toMatchObject({ code: 'same_agency' });
  expect(await referItem(line, null, reference, { toAgency: 'UNDP', remark: '' })).toMatchObject({ code: 'not_found' });
  expect(await answerReferral(line, who, reference, { accept: true })).toMatchObject({ code: 'no_open_referral' });
  await closeItem(line, who, reference, { reason: 'answered', whatWasDone: 'po', changeKey: 'k1' });
  expect(await refer(reference)).toMatchObject({ code: 'already_closed' });
});

test('an item is offered to one agency at a time, by two at once too', async () => {
  const { id, reference } = await sent();
  const results = await Promise.all([
    refer(reference),
    referItem(line, undp, reference, { toAgency: 'UNDP', remark: '' }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ code: 'already_referred' });
  expect(await count(line, `referrals where item_id = '${id}' and state = 'offered'`)).toBe(1);
  expect(await notices(id)).toBe(0);
});

test('an agency it was not offered to can neither accept nor return it', async () => {
  const { reference } = await sent();
  await refer(reference);
  for (const answer of [{ accept: true }, { accept: false, reason: 'jo' }] as const)
    expect(await answerReferral(line, undp, reference, answer)).toMatchObject({
      code: 'other_agency',
      values: { agency: 'UNICEF' },
    });
});

test('accepted, it is theirs and unclaimed, and only now the resident hears so', async () => {
  const { id, reference } = await sent();
  await claimItem(line, who, reference);
  expect(await refer(reference)).toMatchObject({ value: { dueAt: new Date(start.getTime() + 72 * 3_600_000) } });
  const results = await Promise.all([
    answerReferral(line, unicef, reference, { accept: true }),
    answerReferral(line, unicef, reference, { accept: true }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ code: 'no_open_referral' });
  expect(await row(line, `select agency, assignee_id from items where id = '${id}'`)).toEqual({
    agency: 'UNICEF',
    assignee_id: null,
  });
  expect(await notices(id)).toBe(1);
});

test('returned, it stays where it was, with the reason, the resident hears nothing, and it can be offered again', async () => {
  const { id, reference } = await sent();
  await claimItem(line, who, reference);
  await refer(reference);
  expect(await answerReferral(line, unicef, reference, { accept: false, reason: '  ' })).toMatchObject({
    code: 'empty_text',
  });
  expect((await answerReferral(line, unicef, reference, { accept: false, reason: 'nuk është për ne' })).ok).toBe(true);
  expect(await row(line, `select agency, assignee_id from items where id = '${id}'`)).toEqual({
    agency: 'WHO',
    assignee_id: who.id,
  });
  const shown = await showItem(line, who, reference);
  expect(shown.ok && shown.value.referrals[0]).toMatchObject({
    state: 'returned',
    remark: 'për fëmijë',
    answer: 'nuk është për ne',
  });
  expect(await notices(id)).toBe(0);
  expect((await refer(reference)).ok).toBe(true);
});

test('everybody who reads its answers hears of the acceptance, under their own number', async () => {
  const first = await sent();
  const second = await sent();
  expect((await mergeItems(line, who, second.reference, first.reference)).ok).toBe(true);
  const before = [await notices(first.id), await notices(second.id)];
  await refer(first.reference);
  expect([await notices(first.id), await notices(second.id)]).toEqual(before);
  await answerReferral(line, unicef, first.reference, { accept: true });
  expect([await notices(first.id), await notices(second.id)]).toEqual(before.map((told) => told + 1));
});

test('what was closed meanwhile is neither accepted nor returned until it is open again', async () => {
  const { id, reference } = await sent();
  await refer(reference);
  await closeItem(line, who, reference, { reason: 'answered', whatWasDone: 'po', changeKey: 'k2' });
  for (const answer of [{ accept: true }, { accept: false, reason: 'jo' }] as const)
    expect(await answerReferral(line, unicef, reference, answer)).toMatchObject({ code: 'already_closed' });
  expect(await notices(id)).toBe(0);
  await reopenItem(line, who, reference);
  expect((await answerReferral(line, unicef, reference, { accept: true })).ok).toBe(true);
  expect(await notices(id)).toBe(1);
});
