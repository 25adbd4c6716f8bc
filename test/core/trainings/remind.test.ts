import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OfferDraft } from '../../../src/core/domain/offers/offer.ts';
import { dueReminder } from '../../../src/core/domain/offers/reminder.ts';
import type { Payload } from '../../../src/core/domain/owed.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { localInstant, localParts } from '../../../src/core/domain/time/local-time.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import type { Line } from '../../../src/core/line.ts';
import { cancelOffer } from '../../../src/core/offers/cancel-offer.ts';
import { changeOffer } from '../../../src/core/offers/change-offer.ts';
import { closeOffer } from '../../../src/core/offers/close-offer.ts';
import { remindParticipants } from '../../../src/core/trainings/many/remind-participants.ts';
import { owe } from '../../../src/db/queries/work/outbox.ts';
import { bulkWork } from '../../../src/run/bulk-work.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makePerson, takePlace } from '../../support/participants.ts';
import { pendingSaysOf } from '../../support/pending-says.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { count, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let database: TestDatabase;
/** Two processes, as it were: each with connections of its own. */
let lines: [TestLine, TestLine];
let line: TestLine;
let ana: StaffMember;
let clock: Date;

beforeAll(async () => {
  clock = new Date('2026-09-01T08:00:00Z');
  database = await createTestDatabase();
  const now = () => clock;
  lines = [await makeTestLine({ url: database.url, now }), await makeTestLine({ url: database.url, now })];
  [line] = lines;
  ana = await makeStaff(line, ['triage']);
});
afterAll(async () => {
  for (const each of lines) await each.close();
  await database.drop();
});
beforeEach(async () => {
  clock = new Date('2026-09-01T08:00:00Z');
  await rows(line, "update offers set status = 'finished'");
  await rows(line, 'delete from outbox');
});

const at = (day: string, time: string) => {
  const instant = localInstant(day, time);
  if (!instant) throw new Error('no such time');
  return instant;
};
const session = (day: string, from = '10:00', to = '14:00') => ({ startsAt: at(day, from), endsAt: at(day, to) });
const publish = (sessions: OfferDraft['sessions'], changes: Partial<OfferDraft> = {}) =>
  publishedOffer(line, ana, sampleOffer(clock, { seats: 500, sessions, ...changes }));

/** The recurring job and the work it owes, as a process does them. */
async function run(on: Line = line): Promise<void> {
  await remindParticipants(on);
  const owed = await rows(line, "select id, payload from outbox where topic = 'remind'");
  for (const { id, payload } of owed) {
    await bulkWork(on).remind(payload as Payload<'remind'>, { attempt: 1 });
    await rows(line, `delete from outbox where id = ${id}`);
  }
}
const kinds = async (offerId: string) =>
  (
    await rows(
      line,
      `select m.kind from reminders m join offer_sessions s on s.id = m.session_id where s.offer_id = '${offerId}' order by s.starts_at, m.at`,
    )
  ).map(({ kind }) => kind);
const goTo = async (day: string, time: string) => {
  clock = at(day, time);
  await run();
};

describe('marks', () => {
  it.each([
    ['the clocks go forward', '2027-03-28'],
    ['the clocks go back', '2026-10-25'],
  ])('keep the same time on the clock in the week when %s, and two real hours', (_name, sunday) => {
    const [year, month, day] = sunday.split('-').map(Number) as [number, number, number];
    for (const after of [0, 1, 2]) {
      const start = at(new Date(Date.UTC(year, month - 1, day + after)).toISOString().slice(0, 10), '09:30');
      const just = (ms: number) => dueReminder(start, null, new Date(start.getTime() - ms));
      const days3 = dueReminder(start, null, new Date(start.getTime() - 2.5 * 86_400_000));
      const day1 = just(5 * 3_600_000);
      expect(localParts(days3?.mark as Date).time).toBe('09:30');
      expect(localParts(day1?.mark as Date).time).toBe('09:30');
      expect([days3?.kind, day1?.kind, just(7_200_000)?.kind, just(7_200_001)?.kind]).toEqual([
        'days3',
        'day1',
        'hours2',
        'day1',
      ]);
      expect(dueReminder(start, null, start)).toBeNull();
    }
  });
});

describe('reminders', () => {
  it('come three times before the first session of a block, and two hours before those right after it', async () => {
    const offerId = await publish([session('2026-10-05'), session('2026-10-07'), session('2026-10-12')]);
    await takePlace(line, await makePerson(line), offerId);
    const seen: unknown[] = [];
    for (const [day, time] of [
      ['2026-10-02', '09:59'],
      ['2026-10-02', '10:00'],
      ['2026-10-04', '10:00'],
      ['2026-10-05', '08:00'],
      ['2026-10-06', '10:00'],
      ['2026-10-07', '08:00'],
      ['2026-10-09', '10:00'],
    ] as const) {
      await goTo(day, time);
      seen.push((await kinds(offerId)).length);
    }
    expect(seen).toEqual([0, 1, 2, 3, 3, 4, 5]);
    expect(await kinds(offerId)).toEqual(['days3', 'day1', 'hours2', 'hours2', 'days3']);
  });

  it('are each said once, though two processes do the same at once, again and again', async () => {
    const offerId = await publish([session('2026-10-05')]);
    const people = await Promise.all(Array.from({ length: 30 }, () => makePerson(line)));
    for (const who of people) await takePlace(line, who, offerId);
    clock = at('2026-10-04', '12:00');
    await Promise.all([run(lines[0]), run(lines[1]), run(lines[0]), run(lines[1])]);
    await run(lines[1]);
    expect(await kinds(offerId)).toEqual(Array.from({ length: 30 }, () => 'day1'));
    expect(
      await count(
        line,
        `deliveries where resident_id = any(array['${people.map((who) => who.residentId).join("','")}']::uuid[])`,
      ),
    ).toBe(30);
    expect(await count(line, "outbox where topic = 'announce'")).toBe(30);
  });

  it('never come after the start, nor for a mark long past, nor of what does not take place', async () => {
    const [late, gone, draftLike] = [
      await publish([session('2026-10-05')]),
      await publish([session('2026-10-05')]),
      await publish([session('2026-10-05')]),
    ];
    for (const offerId of [late, gone, draftLike]) await takePlace(line, await makePerson(line), offerId);
    await cancelOffer(line, ana, gone, { en: 'an invented reason' });
    await closeOffer(line, ana, draftLike);
    await goTo('2026-10-05', '10:00');
    expect(await kinds(late)).toEqual([]);
    clock = at('2026-10-05', '09:59');
    await run();
    expect([await kinds(late), await kinds(gone), await kinds(draftLike)]).toEqual([['hours2'], [], ['hours2']]);
  });

  it('leave out who came after the mark, who waits, and who was forgotten', async () => {
    const offerId = await publish([session('2026-10-05')], { seats: 3, waitingSeats: 5 });
    const [early, forgotten, late, waits] = await Promise.all([1, 2, 3, 4].map(() => makePerson(line)));
    if (!early || !forgotten || !late || !waits) throw new Error('nobody');
    const seated = await takePlace(line, early, offerId);
    await takePlace(line, forgotten, offerId);
    await line.database.transaction((tx) => forgetResident(tx, line, forgotten.residentId, 'resident'));
    clock = at('2026-10-02', '10:01');
    await takePlace(line, late, offerId);
    await takePlace(line, await makePerson(line), offerId);
    await takePlace(line, waits, offerId);
    await run();
    expect(
      await rows(
        line,
        "select registration_id from reminders where session_id in (select id from offer_sessions where offer_id = '" +
          offerId +
          "')",
      ),
    ).toEqual([{ registration_id: seated }]);
    await goTo('2026-10-04', '10:00');
    expect(await kinds(offerId)).toHaveLength(4);
  });

  it('count anew for a session that was moved, and speak of the new time', async () => {
    const offerId = await publish([session('2026-10-05')]);
    const who = await makePerson(line);
    await takePlace(line, who, offerId);
    await goTo('2026-10-02', '10:00');
    await changeOffer(line, ana, offerId, { sessions: [session('2026-10-20', '16:00', '18:00')] });
    await goTo('2026-10-04', '10:00');
    expect(await kinds(offerId)).toHaveLength(1);
    await goTo('2026-10-17', '16:00');
    await goTo('2026-10-17', '16:30');
    const said = await pendingSaysOf(line, who);
    const told = said.filter((say) => say.lines[0]?.key === 'reminders:days3');
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told[1]?.lines)).toContain(at('2026-10-20', '16:00').toISOString());
  });

  it('go on after a kill between two batches, and leave nobody out', async () => {
    const offerId = await publish([session('2026-10-05')]);
    const people = await Promise.all(Array.from({ length: 201 }, () => makePerson(line)));
    for (const who of people) await takePlace(line, who, offerId);
    clock = at('2026-10-04', '12:00');
    let batches = 0;
    const dying: Line = {
      ...line,
      database: {
        ...line.database,
        transaction: async (work) => {
          batches += 1;
          return line.database.transaction(async (tx) => {
            const value = await work(tx);
            if (batches === 2) throw new Error('killed');
            return value;
          });
        },
      },
    };
    await expect(run(dying)).rejects.toThrow('killed');
    expect(await kinds(offerId)).toHaveLength(200);
    await run();
    expect(await kinds(offerId)).toHaveLength(201);
    expect(await count(line, "outbox where topic = 'announce'")).toBe(201);
  });

  it('are owed as one work, whoever owes them and however the database gave back what its row holds', async () => {
    const offerId = await publish([session('2026-10-05')]);
    const people = await Promise.all(Array.from({ length: 201 }, () => makePerson(line)));
    for (const who of people) await takePlace(line, who, offerId);
    clock = at('2026-10-04', '12:00');
    await remindParticipants(line);
    const [begun] = await rows(line, "delete from outbox where topic = 'remind' returning payload");
    // Every look at the clock is later than a slice lasts: it ends after one batch, and what is left is owed anew.
    let now = performance.now();
    const spied = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000));
    await bulkWork(line).remind(begun?.payload as Payload<'remind'>, { attempt: 1 });
    spied.mockRestore();
    expect(await kinds(offerId)).toHaveLength(200);
    await remindParticipants(line);
    const payload = Object.fromEntries(Object.entries(begun?.payload as Payload<'remind'>).reverse());
    await owe(line.database.read, 'remind', payload as Payload<'remind'>);
    expect(await count(line, "outbox where topic = 'remind'")).toBe(1);
    await run();
    expect(await kinds(offerId)).toHaveLength(201);
  });
});
