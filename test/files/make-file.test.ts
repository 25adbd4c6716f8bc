import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { forgetResident } from '../../src/core/forgetting/forget-resident.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { changeOffer } from '../../src/core/offers/change-offer.ts';
import { finishOffer } from '../../src/core/offers/finish-offer.ts';
import { cancelRegistration } from '../../src/core/trainings/cancel-registration.ts';
import { finishParticipants } from '../../src/core/trainings/many/finish-participants.ts';
import { takeAttendance } from '../../src/core/trainings/take-attendance.ts';
import { makeFile } from '../../src/files/make-file.ts';
import { makeReady } from '../../src/media/ready-media.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { publishedOffer, sampleOffer } from '../support/offers.ts';
import { makePerson, takePlace } from '../support/participants.ts';
import { row } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
const START = new Date('2026-09-01T08:00:00Z');
let clock = START;
const texts = loadTexts();
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
});
afterAll(() => line.close());

const days = (count: number) => new Date(START.getTime() + count * 86_400_000);
const session = (day: number) => ({ startsAt: days(day), endsAt: new Date(days(day).getTime() + 3_600_000) });

async function place(sessions = [session(10)]) {
  clock = START;
  const offerId = await publishedOffer(line, ana, sampleOffer(START, { sessions }));
  const who = await makePerson(line, 'sr-Cyrl');
  return { offerId, who, id: await takePlace(line, who, offerId) };
}
const make = (kind: 'calendar' | 'certificate', registrationId: string) =>
  makeFile({ line, texts, sample: true, makeReady })(
    { kind, registrationId },
    { language: 'sr-Cyrl', secondLanguage: null },
    async () => ({ kind: 'gone' }),
  );
const calendar = async (id: string) => Buffer.from((await make('calendar', id)) as Uint8Array).toString('utf8');

it('a calendar says where and when it is now, and takes it off again for who gave the seat back', async () => {
  const { offerId, who, id } = await place();
  expect(await calendar(id)).toContain('DTSTART:20260911T080000Z');
  await changeOffer(line, ana, offerId, { sessions: [session(12)] });
  const moved = await calendar(id);
  expect(moved).toContain('DTSTART:20260913T080000Z');
  expect(moved).toContain('SEQUENCE:2');
  expect(moved).toContain('SUMMARY:Измишљена обука');
  await line.database.transaction((tx) => cancelRegistration(tx, line, who.residentId, id));
  expect(await calendar(id)).toContain('STATUS:CANCELLED');
});

it('a certificate is a PDF as long as there is one and its holder was not forgotten', async () => {
  // A placement of months has no hours that anybody counted.
  for (const sessions of [[session(10)], [{ startsAt: days(10), endsAt: days(90) }]]) {
    const { offerId, who, id } = await place(sessions);
    expect(await make('certificate', id)).toBeNull();
    clock = days(100);
    const { id: sessionId } = await row(line, `select id from offer_sessions where offer_id = '${offerId}'`);
    await takeAttendance(line, ana, offerId, String(sessionId), [id]);
    await finishOffer(line, ana, offerId);
    await finishParticipants(line, offerId);
    const pdf = Buffer.from((await make('certificate', id)) as Uint8Array);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await line.database.transaction((tx) => forgetResident(tx, line, who.residentId, 'resident'));
    expect(await make('certificate', id)).toBeNull();
  }
});
