import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { addShifts } from '../../../src/core/duty/add-shifts.ts';
import { changeDutyDay } from '../../../src/core/duty/change-duty-day.ts';
import { examineDuty } from '../../../src/core/duty/examine-duty.ts';
import { removeDuty } from '../../../src/core/duty/remove-duty.ts';
import { showRota } from '../../../src/core/duty/show-rota.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { count } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let chief: StaffMember;
let vera: StaffMember;
// Friday 27 March 2026, noon; on Sunday the clock goes forward.
const now = new Date('2026-03-27T11:00:00Z');
beforeEach(async () => {
  line = await openTestLine({ now: () => now });
  chief = await makeStaff(line, ['protection', 'admin']);
  vera = await makeStaff(line, ['protection']);
});
afterEach(async () => {
  await line.close();
});

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const shift = (member: StaffMember, from: number, to: number, changeKey = randomUUID()) =>
  addShifts(line, chief, { changeKey, slackUserId: member.slackUserId, weekdays: EVERY_DAY, from, to });
const found = async () => (await examineDuty(line.database.read, now)).find(({ about }) => about === 'rota');

test('only who holds protection sees the rota, and only who leads or gives roles besides changes it', async () => {
  for (const roles of [['triage'], ['lead'], ['admin'], ['triage', 'lead', 'admin']] as const) {
    const outside = await makeStaff(line, [...roles]);
    expect(await showRota(line, outside)).toMatchObject({ ok: false, code: 'role_needed' });
  }
  const change = { changeKey: randomUUID(), slackUserId: vera.slackUserId, weekdays: [1], from: 0, to: 60 };
  for (const other of [null, vera, await makeStaff(line, ['admin', 'lead'])]) {
    expect(await addShifts(line, other, change)).toMatchObject({ ok: false, code: 'role_needed' });
    expect(await changeDutyDay(line, other, { ...change, day: '2026-03-28', kind: 'on' })).toMatchObject({ ok: false });
    expect(await removeDuty(line, other, randomUUID())).toMatchObject({ ok: false, code: 'role_needed' });
  }
  expect(await showRota(line, vera)).toMatchObject({ ok: true, value: { mayChange: false } });
  expect(await showRota(line, chief)).toMatchObject({ ok: true, value: { mayChange: true } });
});

test('nobody without protection is put on duty, and the same form sent twice is one change, written down', async () => {
  const triage = await makeStaff(line, ['triage']);
  expect(await shift(triage, 0, 0)).toMatchObject({ ok: false, code: 'not_protection' });
  const key = randomUUID();
  for (const _ of [1, 2]) expect(await shift(vera, 8 * 60, 20 * 60, key)).toMatchObject({ ok: true });
  expect(await count(line, 'duty_shifts')).toBe(7);
  expect(await count(line, `events where kind = 'duty_added'`)).toBe(2);
});

test('the doctor names each hole of the next fourteen days by the clock of the place, across the clock change', async () => {
  expect(await found()).toMatchObject({ level: 'warn', say: expect.stringContaining('is empty') });
  await shift(vera, 8 * 60, 20 * 60);
  await shift(chief, 20 * 60, 8 * 60);
  expect(await found()).toMatchObject({ level: 'ok' });
  await changeDutyDay(line, chief, {
    ...{ changeKey: randomUUID(), slackUserId: chief.slackUserId, day: '2026-03-28', kind: 'off', from: 1200, to: 480 },
  });
  expect(await found()).toMatchObject({
    level: 'warn',
    say: expect.stringContaining('nobody is on duty 2026-03-28 20:00 to 2026-03-29 08:00 (next'),
  });
});

test('who was removed leaves a hole, and the doctor says how many hold the role', async () => {
  await shift(vera, 0, 0);
  expect(await found()).toMatchObject({ level: 'ok' });
  await removeStaff(line, 'console', vera.slackUserId);
  expect(await found()).toMatchObject({ level: 'warn' });
  await removeStaff(line, 'console', chief.slackUserId);
  expect(await examineDuty(line.database.read, now)).toContainEqual(
    expect.objectContaining({ about: 'protection', level: 'warn' }),
  );
});
