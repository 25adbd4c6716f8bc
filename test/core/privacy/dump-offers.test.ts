import { afterAll, beforeAll, expect, test } from 'vitest';
import { dump } from '../../support/dump.ts';
import { applyFor, openCall } from '../../support/grants.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

test('a full dump holds no name, phone or idea of who registered or applied, and forgetting leaves the counts alone', async () => {
  const staff = await makeStaff(line, ['triage']);
  const offerId = await publishedOffer(line, staff, sampleOffer(line.now()));
  const callId = await openCall(line, staff);
  const resident = makeResident(line);
  await resident.agree('sr-Latn');
  await resident.register(offerId, 'Registrantzq Čavlović');
  await applyFor(resident, callId, { idea: 'ideazq pekara', name: 'Applicantzq Čavlović' });
  await resident.tap(`o:apply:${offerId}`);
  const words = ['registrantzq', 'applicantzq', 'ideazq', 'čavlović', '38344000000', '38344123456', resident.chatId];
  const before = (await dump(line)).toLowerCase();
  for (const word of words) expect(before).not.toContain(word);

  await resident.command('forget');
  await resident.press('sure:yes');
  await resident.press('really:yes');
  expect(await row(line, 'select sealed_details, resident_id, status from registrations')).toMatchObject({
    sealed_details: null,
    resident_id: null,
    status: 'cancelled',
  });
  expect(await row(line, 'select sealed_details, resident_id, state from enquiries')).toMatchObject({
    sealed_details: null,
    resident_id: null,
    state: 'withdrawn',
  });
  expect(await count(line, 'person_keys')).toBe(0);
});
