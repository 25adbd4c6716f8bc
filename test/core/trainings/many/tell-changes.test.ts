import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import type { Line } from '../../../../src/core/line.ts';
import { cancelOffer } from '../../../../src/core/offers/cancel-offer.ts';
import { changeOffer } from '../../../../src/core/offers/change-offer.ts';
import type { Registrant } from '../../../../src/core/offers/submit-for-offer.ts';
import { confirmComing } from '../../../../src/core/trainings/confirm-coming.ts';
import { oweLeftWork } from '../../../../src/core/trainings/many/owe-left-work.ts';
import { tellChanges } from '../../../../src/core/trainings/many/tell-changes.ts';
import { bulkWork } from '../../../../src/run/bulk-work.ts';
import { openTestLine, type TestLine } from '../../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../../support/offers.ts';
import { makePerson, takePlace } from '../../../support/participants.ts';
import { pendingSaysOf } from '../../../support/pending-says.ts';
import { count, row, rows } from '../../../support/rows.ts';
import { makeStaff } from '../../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
const START = new Date('2026-09-01T08:00:00Z');
let clock = START;

beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
});
afterAll(() => line.close());
beforeEach(() => {
  clock = START;
});

const inDays = (days: number, hours = 4) => {
  const startsAt = new Date(START.getTime() + days * 86_400_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + hours * 3_600_000) };
};
const publish = (seats: number) => publishedOffer(line, ana, sampleOffer(clock, { seats, sessions: [inDays(10)] }));
const move = (offerId: string, days: number) => changeOffer(line, ana, offerId, { sessions: [inDays(days)] });
const firstKeys = async (who: Registrant) => (await pendingSaysOf(line, who)).map((say) => say.lines[0]?.key);

describe('a change of time or place', () => {
  it('is told to everyone with a seat or in line, with when and where it is now, and once however often it is run', async () => {
    const offerId = await publish(1);
    const [seated, waits] = [await makePerson(line), await makePerson(line, 'sr-Cyrl')];
    const place = await takePlace(line, seated, offerId);
    await takePlace(line, waits, offerId);
    await line.database.transaction((tx) => confirmComing(tx, line, seated.residentId, place));
    await move(offerId, 12);
    await Promise.all([tellChanges(line, offerId), tellChanges(line, offerId)]);
    await tellChanges(line, offerId);
    expect(await firstKeys(seated)).toEqual(['reminders:moved.title']);
    expect(await firstKeys(waits)).toEqual(['reminders:moved.title']);
    const [said] = await pendingSaysOf(line, seated);
    expect(JSON.stringify(said?.lines)).toContain(inDays(12).startsAt.toISOString());
    expect(said?.buttons?.flat().map(({ data }) => data)).toEqual([
      `g:coming:${place}`,
      `g:cannot:${place}`,
      `g:calendar:${place}`,
    ]);
    // Their yes was to the time before.
    expect((await row(line, `select coming_at from registrations where id = '${place}'`)).coming_at).toBeNull();
  });

  it('after another change is told anew, and who came in between hears only what is new to them', async () => {
    const offerId = await publish(5);
    const [first, second] = [await makePerson(line), await makePerson(line)];
    await takePlace(line, first, offerId);
    await move(offerId, 12);
    await takePlace(line, second, offerId);
    await tellChanges(line, offerId);
    expect(await firstKeys(second)).toEqual([]);
    await move(offerId, 14);
    await tellChanges(line, offerId);
    expect(await firstKeys(first)).toHaveLength(2);
    expect(await firstKeys(second)).toHaveLength(1);
  });

  it('that was killed between two batches is told to the rest, and to nobody twice', async () => {
    const offerId = await publish(300);
    const people: Registrant[] = [];
    for (let index = 0; index < 203; index += 1) people.push(await makePerson(line));
    for (const who of people) await takePlace(line, who, offerId);
    await move(offerId, 12);
    let batches = 0;
    const dying: Line = {
      ...line,
      database: {
        ...line.database,
        transaction: (work) =>
          line.database.transaction(async (tx) => {
            const value = await work(tx);
            batches += 1;
            if (batches === 2) throw new Error('killed');
            return value;
          }),
      },
    };
    await expect(bulkWork(dying).tell_changes({ offerId }, { attempt: 1 })).rejects.toThrow('killed');
    const told = `deliveries where item_id in (select item_id from registrations where offer_id = '${offerId}')`;
    expect(await count(line, told)).toBe(200);
    // What was being done lies where nobody takes it up before long; it is owed again meanwhile, until all is told.
    await rows(line, "delete from outbox where lane = 'bulk'");
    await oweLeftWork(line);
    const owed = `outbox where topic = 'tell_changes' and payload->>'offerId' = '${offerId}'`;
    expect(await count(line, owed)).toBe(1);
    expect(await bulkWork(line).tell_changes({ offerId }, { attempt: 1 })).toEqual({ kind: 'done' });
    await rows(line, "delete from outbox where lane = 'bulk'");
    await oweLeftWork(line);
    expect(await count(line, owed)).toBe(0);
    expect(await count(line, told)).toBe(203);
    expect(await count(line, `(select distinct resident_id from ${told}) as each`)).toBe(203);
  });
});

describe('an offer that will not be', () => {
  it('is told with the reason in the reader’s language, and ends every place without giving seats on', async () => {
    const offerId = await publish(1);
    const [seated, waits] = [await makePerson(line, 'sq'), await makePerson(line, 'sr-Cyrl')];
    await takePlace(line, seated, offerId, { needs: ['childcare'] });
    await takePlace(line, waits, offerId);
    await cancelOffer(line, ana, offerId, { sq: 'arsye e shpikur', 'sr-Latn': 'izmišljen razlog' });
    await tellChanges(line, offerId);
    await tellChanges(line, offerId);
    const [toSeated, toWaiting] = [await pendingSaysOf(line, seated), await pendingSaysOf(line, waits)];
    expect(toSeated.map(({ quote }) => quote)).toEqual(['arsye e shpikur']);
    expect(toWaiting.map(({ quote }) => quote)).toEqual(['измишљен разлог']);
    expect(
      await rows(line, `select status, ended_by from registrations where offer_id = '${offerId}' order by line_number`),
    ).toEqual([
      { status: 'cancelled', ended_by: 'offer_cancelled' },
      { status: 'cancelled', ended_by: 'offer_cancelled' },
    ]);
    // Nobody has to see to the childcare any more.
    expect(await count(line, `items where offer_id = '${offerId}' and status = 'open'`)).toBe(0);
  });

  it('tells nothing of a change that came before it, and nobody who had left', async () => {
    const offerId = await publish(3);
    const [stays, left] = [await makePerson(line), await makePerson(line)];
    await takePlace(line, stays, offerId);
    const place = await takePlace(line, left, offerId);
    await rows(line, `update registrations set status = 'cancelled', ended_by = 'resident' where id = '${place}'`);
    await move(offerId, 12);
    await cancelOffer(line, ana, offerId, { en: 'an invented reason' });
    await tellChanges(line, offerId);
    expect(await firstKeys(stays)).toEqual(['reminders:cancelled.title']);
    expect(await firstKeys(left)).toEqual([]);
  });
});
