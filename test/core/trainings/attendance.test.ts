import { describe, expect, it } from 'vitest';
import { listParticipants } from '../../../src/core/trainings/list-participants.ts';
import { takeAttendance } from '../../../src/core/trainings/take-attendance.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makePerson, takePlace } from '../../support/participants.ts';
import { holdRegistrations } from '../../support/registrations.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const START = new Date('2026-09-01T08:00:00Z');
const desk = holdRegistrations(START);

const session = (days: number) => {
  const startsAt = new Date(START.getTime() + days * 86_400_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + 4 * 3_600_000) };
};
const publish = () =>
  publishedOffer(desk.line, desk.ana, sampleOffer(START, { seats: 9, sessions: [session(10), session(11)] }));
const sessionsOf = async (offerId: string) =>
  (await rows(
    desk.line,
    `select id, attendance_code as code from offer_sessions where offer_id = '${offerId}' order by starts_at`,
  )) as { id: string; code: string }[];
const present = async (sessionId: string) =>
  (await rows(
    desk.line,
    `select registration_id as id, by from attendance where session_id = '${sessionId}' order by by`,
  )) as {
    id: string;
    by: string;
  }[];
const minutes = (from: Date, count: number) => {
  desk.clock = new Date(from.getTime() + count * 60_000);
};

/** A resident with a seat, at the door of the first session. */
async function atTheDoor() {
  desk.clock = START;
  const offerId = await publish();
  const someone = makeResident(desk.line);
  await someone.agree();
  await someone.register(offerId);
  const { id } = await row(desk.line, `select id from registrations where offer_id = '${offerId}'`);
  const [first, second] = await sessionsOf(offerId);
  if (!first || !second) throw new Error('no sessions');
  const wrong = first.code === '000000' ? '000001' : '000000';
  minutes(session(10).startsAt, 5);
  const here = () => someone.tap(`g:here:${id}`);
  return { offerId, someone, id: String(id), first, second, wrong, here };
}
const keys = (said: { all: { lines: { key: string }[] }[] }) =>
  said.all.flatMap(({ lines }) => lines.map(({ key }) => key));

describe('"I am here"', () => {
  it('is taken with the code on the wall, as people type it, and twice is fine', async () => {
    const { someone, first, id, here } = await atTheDoor();
    await here();
    const noted = await someone.write(` ${first.code.slice(0, 3)} ${first.code.slice(3)} `);
    expect(keys(noted)).toContain('attendance:noted');
    await here();
    expect(keys(await someone.write(first.code))).toContain('attendance:noted_before');
    expect(await present(first.id)).toEqual([{ id, by: 'code' }]);
  });

  it('is taken from an hour before until two hours after the session, and only with the code of that one', async () => {
    const { someone, first, second, here } = await atTheDoor();
    minutes(session(10).startsAt, -61);
    expect(keys(await here())).toContain('errors:not_now');
    minutes(session(10).endsAt, 121);
    expect(keys(await here())).toContain('errors:not_now');
    minutes(session(10).endsAt, 120);
    await here();
    if (first.code !== second.code) expect(keys(await someone.write(second.code))).toContain('errors:wrong_code');
    await someone.write(first.code);
    expect(await present(first.id)).toHaveLength(1);
    expect(await present(second.id)).toEqual([]);
  });

  it('is not found out by guessing: after five wrong codes the right one is not taken either', async () => {
    const { someone, first, wrong, here } = await atTheDoor();
    await here();
    for (let tries = 0; tries < 5; tries += 1) expect(keys(await someone.write(wrong))).toContain('errors:wrong_code');
    expect(keys(await someone.write(wrong))).toContain('errors:ask_trainer');
    expect(keys(await here())).toContain('errors:ask_trainer');
    expect(await present(first.id)).toEqual([]);
  });

  it('is a form that says what a code looks like, and of a stranger’s registration it knows nothing', async () => {
    const { someone, id, here } = await atTheDoor();
    await here();
    expect(keys(await someone.write('twelve'))).toContain('attendance:invalid');
    const stranger = makeResident(desk.line);
    await stranger.agree();
    expect(keys(await stranger.tap(`g:here:${id}`))).toEqual(expect.arrayContaining(['errors:not_found']));
  });

  it('needs a seat', async () => {
    const { someone, id, here } = await atTheDoor();
    await someone.tap(`g:cannot:${id}`);
    await someone.press('sure:yes');
    expect(keys(await here())).toContain('errors:no_seat');
  });
});

describe('the list that staff take', () => {
  it('is exactly who was there, however often it is sent, and keeps who came by code as such', async () => {
    const { offerId, someone, first, id, here } = await atTheDoor();
    const others = [await makePerson(desk.line), await makePerson(desk.line)];
    const ids = [];
    minutes(START, 0);
    for (const who of others) ids.push(await takePlace(desk.line, who, offerId));
    minutes(session(10).startsAt, 30);
    await here();
    await someone.write(first.code);
    const stranger = await takePlaceElsewhere();
    const list = [id, ids[0] as string, stranger];
    for (let again = 0; again < 2; again += 1)
      expect(await takeAttendance(desk.line, desk.ana, offerId, first.id, list)).toEqual({
        ok: true,
        value: { present: 2 },
      });
    expect(await present(first.id)).toEqual([
      { id, by: 'code' },
      { id: ids[0], by: 'staff' },
    ]);
    await takeAttendance(desk.line, desk.ana, offerId, first.id, [ids[1] as string]);
    expect(await present(first.id)).toEqual([{ id: ids[1], by: 'staff' }]);
    await takeAttendance(desk.line, desk.ana, offerId, first.id, []);
    expect(await present(first.id)).toEqual([]);
  });

  it('is not taken before the session, of another offer, or by who may not', async () => {
    const { offerId, first } = await atTheDoor();
    const other = await atTheDoor();
    minutes(session(10).startsAt, -90);
    expect(await takeAttendance(desk.line, desk.ana, offerId, first.id, [])).toMatchObject({ code: 'too_early' });
    minutes(session(10).startsAt, 0);
    expect(await takeAttendance(desk.line, desk.ana, offerId, other.first.id, [])).toMatchObject({ code: 'not_found' });
    const protection = await makeStaff(desk.line, ['protection']);
    expect(await takeAttendance(desk.line, protection, offerId, first.id, [])).toMatchObject({ code: 'role_needed' });
    expect(await takeAttendance(desk.line, null, offerId, first.id, [])).toMatchObject({ code: 'role_needed' });
  });

  it('shows names and phones to those alone who may, and each look is written down', async () => {
    const { offerId, id } = await atTheDoor();
    expect(await listParticipants(desk.line, await makeStaff(desk.line, ['protection']), offerId)).toMatchObject({
      code: 'role_needed',
    });
    const shown = `events where kind = 'participants_shown' and data->>'offerId' = '${offerId}'`;
    expect(await count(desk.line, shown)).toBe(0);
    const listed = await listParticipants(desk.line, desk.ana, offerId);
    expect(listed).toMatchObject({
      ok: true,
      value: [
        { registrationId: id, name: 'Sample <b>Person</b>', phone: '+38344000000', status: 'seated', place: null },
      ],
    });
    expect(await count(desk.line, shown)).toBe(1);
    expect(JSON.stringify(await rows(desk.line, `select data from ${shown}`))).not.toContain('Sample');
  });
});

async function takePlaceElsewhere(): Promise<string> {
  const at = desk.clock;
  desk.clock = START;
  const id = await takePlace(desk.line, await makePerson(desk.line), await publish());
  desk.clock = at;
  return id;
}
