import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import {
  closedAtOf,
  closedReasonOf,
  enquiryStateOf,
  lateBy,
  placeOf,
} from '../../../src/db/queries/reports/before-erasure.ts';
import { applyFor, openCall } from '../../support/grants.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makePerson, takePlace } from '../../support/participants.ts';
import { makeResident } from '../../support/resident.ts';
import { lastItem, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
});
afterAll(() => line.close());

const ISSUED = "'2026-06-20T00:00:00Z'::timestamptz";

/** All that a figure is reckoned from, by the numbers of the items alone. */
const counted = () =>
  rows(
    line,
    `select i.figure_number, i.kind, i.type, i.municipality, i.sector, i.agency, i.language, i.channel, i.gender, i.age_band,
      i.communities, i.disability, i.received_at, i.first_response_at, i.loop_closed_at, i.reopened_count, i.satisfaction,
      ${closedAtOf('i')} as closed_at, ${closedReasonOf('i')} as closed_reason, ${lateBy('i', ISSUED)} as late,
      ${placeOf('r')} = 'seated' as seated, ${placeOf('r')} in ('seated', 'offered', 'waiting') as registered,
      ${enquiryStateOf('e')} as state, e.amount_cents, e.approved_cents
     from items i left join registrations r on r.item_id = i.id left join enquiries e on e.item_id = i.id
     order by i.figure_number`,
  );

test('what was counted of a period is the same after everybody was forgotten, and after what is kept has run out', async () => {
  const staff = await makeStaff(line, ['triage', 'lead']);
  const changeKey = randomUUID;
  const write = async () => {
    clock = new Date(clock.getTime() + 60_000);
    const resident = makeResident(line);
    await resident.agree();
    await resident.sendFeedback('fjalë');
    return lastItem(line);
  };
  // Open, answered, closed by staff, and withdrawn in the moment of forgetting.
  await write();
  await replyToItem(line, staff, (await write()).reference, { text: 'po', changeKey: changeKey() });
  const done = await write();
  await closeItem(line, staff, done.reference, { reason: 'acted_on', whatWasDone: 'u krye', changeKey: changeKey() });
  const given = await write();
  // A seat, somebody who waits for it, and an application under way.
  const offerId = await publishedOffer(line, staff, sampleOffer(clock, { seats: 1 }));
  for (let place = 0; place < 2; place += 1) await takePlace(line, await makePerson(line), offerId);
  const callId = await openCall(line, staff);
  const applicant = makeResident(line);
  await applicant.agree();
  await applyFor(applicant, callId);
  await rows(line, `update enquiries set state = 'complete'`);

  clock = new Date('2026-06-20T00:00:00Z');
  await rows(
    line,
    `update items set status = 'closed', closed_reason = 'withdrawn', closed_at = '${clock.toISOString()}' where id = '${given.id}'`,
  );
  const issued = await counted();
  expect(issued).toHaveLength(7);
  expect(issued.filter(({ late }) => late)).not.toHaveLength(0);
  expect(issued.filter(({ seated }) => seated)).toHaveLength(1);
  const forget = async (which: string) => {
    for (const { id } of await rows(line, `select id from residents where ${which} order by id`))
      await line.database.transaction((tx) => forgetResident(tx, line, String(id), 'resident'));
  };
  await forget(`id = (select resident_id from registrations where status = 'seated')`);
  expect(await counted()).toEqual(issued);
  await forget(`id in (select resident_id from items where status = 'open')`);
  expect(await counted()).toEqual(issued);
  await forget('true');
  expect(await counted()).toEqual(issued);
  clock = new Date('2036-06-20T00:00:00Z');
  await applyRetention(line);
  expect(await counted()).toEqual(issued);
  expect(await rows(line, 'select from person_keys')).toHaveLength(0);
});
