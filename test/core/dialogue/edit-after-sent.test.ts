import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let lead: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  lead = await makeStaff(line, ['triage', 'lead']);
});
afterAll(() => line.close());

it('who edits a name or a number after it was sent is told how to tell staff, and staff read it with what it belongs to', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.tap(`o:apply:${await publishedOffer(line, lead, sampleOffer(line.now()))}`);
  await resident.act({ kind: 'message', message: { kind: 'text', text: 'Emri Gabim', handle: '71001' } });
  await resident.act({ kind: 'contact', phone: '+38344000000', own: true, handle: '71002' });
  await resident.press('needs:!skip');
  await resident.press('share:yes');
  await resident.press('check:send');
  await resident.act({ kind: 'edited', message: { kind: 'text', text: 'Emri Saktë', handle: '71001' } });
  expect(resident.keys()).toEqual(['help:edited_too_late', 'help:edited_too_late_how']);
  await resident.press('m:my');
  const [item] = await rows(line, "select id from items where kind = 'registration'");
  await resident.tap(`i:show:${item?.id}`);
  await resident.write('Emri Saktë');
  await resident.press('what:add');
  expect(JSON.stringify(resident.said())).toContain('add:');
  expect(await rows(line, `select 1 from messages where item_id = '${item?.id}' and direction = 'in'`)).not.toEqual([]);
});
