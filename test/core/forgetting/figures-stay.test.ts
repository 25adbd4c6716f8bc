import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { AUDIENCES } from '../../../src/core/reports/document.ts';
import { REPORT_KINDS } from '../../../src/core/reports/report.ts';
import {
  closedAtOf,
  closedReasonOf,
  enquiryStateOf,
  lateBy,
  placeOf,
} from '../../../src/db/queries/reports/before-erasure.ts';
import { exportReport } from '../../../src/files/export-report.ts';
import { applyFor, openCall } from '../../support/grants.ts';
import { submitSample } from '../../support/items.ts';
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

const ISSUED = "'2026-07-02T00:00:00Z'::timestamptz";

/** All that a figure is reckoned from, by the numbers of the items alone. */
const counted = () =>
  rows(
    line,
    `select i.figure_number, i.kind, i.type, i.municipality, i.sector, i.agency, i.language, i.channel, i.gender, i.age_band,
      i.communities, i.disability, i.received_at, i.first_response_at, i.loop_closed_at, i.reopened_count, i.satisfaction,
      ${closedAtOf('i')} as closed_at, ${closedReasonOf('i')} as closed_reason, ${lateBy('i', ISSUED)} as late,
      ${placeOf('r')} as place,
      ${enquiryStateOf('e')} as state, e.amount_cents, e.approved_cents
     from items i left join registrations r on r.item_id = i.id left join enquiries e on e.item_id = i.id
     where not i.sensitive order by i.figure_number`,
  );

const texts = loadTexts();
/** The files of the period, byte for byte: of all and of each kind, for both audiences. */
async function files(): Promise<Record<string, string>> {
  const taken: Record<string, string> = {};
  for (const audience of AUDIENCES)
    for (const kind of REPORT_KINDS) {
      const period = { kind, from: '2026-04-01', to: '2026-06-30', withText: false };
      const made = await exportReport(line, texts, 'console', { what: 'summary', format: 'csv', audience, ...period });
      if (!made.ok) throw new Error(made.code);
      taken[`${audience} ${kind}`] = (await buffer(made.value.stream)).toString('utf8');
    }
  return taken;
}

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
  // Something serious: one total of its own says how many in a quarter.
  for (let serious = 0; serious < 3; serious += 1) await submitSample(line, undefined, { sensitive: true });
  // A seat, somebody who was offered one and somebody who waits, and an application under way.
  const offerId = await publishedOffer(line, staff, sampleOffer(clock, { seats: 1 }));
  for (let place = 0; place < 3; place += 1) await takePlace(line, await makePerson(line), offerId);
  await rows(
    line,
    `update registrations set status = 'offered', offered_until = '2026-05-05T00:00:00Z'
     where id = (select id from registrations where status = 'waiting' order by line_number limit 1)`,
  );
  const callId = await openCall(line, staff);
  const applicant = makeResident(line);
  await applicant.agree();
  await applyFor(applicant, callId);
  await rows(line, `update enquiries set state = 'complete'`);

  clock = new Date('2026-07-02T00:00:00Z');
  await rows(
    line,
    `update items set status = 'closed', closed_reason = 'withdrawn', closed_at = '${clock.toISOString()}' where id = '${given.id}' or sensitive`,
  );
  const issued = await counted();
  expect(issued).toHaveLength(8);
  expect(issued.filter(({ late }) => late)).not.toHaveLength(0);
  expect(issued.flatMap(({ place }) => place ?? []).toSorted()).toEqual(['offered', 'seated', 'waiting']);
  const issuedFiles = await files();
  expect(issuedFiles['sharing all']).toContain('2026-Q2');
  const staysAsIssued = async () => {
    expect(await counted()).toEqual(issued);
    for (const [name, file] of Object.entries(await files()))
      expect(file.split('\n'), name).toEqual(issuedFiles[name]?.split('\n'));
  };
  const forget = async (which: string) => {
    for (const { id } of await rows(line, `select id from residents where ${which} order by id`))
      await line.database.transaction((tx) => forgetResident(tx, line, String(id), 'resident'));
  };
  await forget(`id = (select resident_id from registrations where status = 'seated')`);
  await staysAsIssued();
  await forget(`id in (select resident_id from items where status = 'open')`);
  await staysAsIssued();
  await forget('true');
  await staysAsIssued();
  clock = new Date('2036-06-20T00:00:00Z');
  await applyRetention(line);
  await staysAsIssued();
  expect(await rows(line, 'select from person_keys')).toHaveLength(0);
});
