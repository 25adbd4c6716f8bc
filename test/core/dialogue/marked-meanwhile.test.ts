import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let staff: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  staff = await makeStaff(line, ['triage', 'protection']);
});
afterAll(() => line.close());

/** The form is open about an ordinary item; staff mark that sensitive; then the form is sent. */
async function sent(button: 'add' | 'withdraw') {
  const person = makeResident(line);
  await person.agree();
  await person.sendFeedback('një ankesë');
  const resident = `(select id from residents where chat_hash = '\\x${line.keyring.lookupHash('chat', person.chatId).toString('hex')}')`;
  const item = await row(line, `select id, reference from items where resident_id = ${resident}`);
  await person.tap(`i:${button}:${item.id}`);
  expect(await markSensitive(line, staff, String(item.reference))).toMatchObject({ ok: true });
  if (button === 'withdraw') await person.press('sure:yes');
  else {
    await person.write('edhe kjo');
    await person.press('messages:!done');
  }
  const owed = await count(line, `outbox where topic = 'resident' and payload->>'residentId' = ${resident}::text`);
  return { owed, said: JSON.stringify(person.said()), keys: person.keys(), reference: String(item.reference) };
}

test.each([
  ['add', 'discreet:add.added'],
  ['withdraw', 'discreet:withdraw.done'],
] as const)(
  'what was marked sensitive while its form to %s was open is named no more when that is sent',
  async (button, key) => {
    const { owed, said, keys, reference } = await sent(button);
    expect(keys).toContain(key);
    expect(said).not.toContain(reference);
    // What was asked in the form named it.
    expect(owed).toBe(1);
  },
);
