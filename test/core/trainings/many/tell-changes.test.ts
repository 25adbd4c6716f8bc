import { describe, expect, it } from 'vitest';
import { cancelOffer } from '../../../../src/core/offers/cancel-offer.ts';
import { changeOffer } from '../../../../src/core/offers/change-offer.ts';
import type { Registrant } from '../../../../src/core/offers/submit-for-offer.ts';
import { confirmComing } from '../../../../src/core/trainings/confirm-coming.ts';
import { oweLeftWork } from '../../../../src/core/trainings/many/owe-left-work.ts';
import { tellChanges } from '../../../../src/core/trainings/many/tell-changes.ts';
import { bulkWork } from '../../../../src/run/bulk-work.ts';
import { publishedOffer, sampleOffer } from '../../../support/offers.ts';
import { makePerson, takePlace } from '../../../support/participants.ts';
import { pendingSaysOf } from '../../../support/pending-says.ts';
import { dyingIn, holdRegistrations } from '../../../support/registrations.ts';
import { count, row, rows } from '../../../support/rows.ts';

const START = new Date('2026-09-01T08:00:00Z');
const desk = holdRegistrations(START);

const inDays = (days: number, hours = 4) => {
  const startsAt = new Date(START.getTime() + days * 86_400_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + hours * 3_600_000) };
};
const publish = (seats: number) =>
  publishedOffer(desk.line, desk.ana, sampleOffer(desk.clock, { seats, sessions: [inDays(10)] }));
const move = (offerId: string, days: number) => changeOffer(desk.line, desk.ana, offerId, { sessions: [inDays(days)] });
const firstKeys = async (who: Registrant) => (await pendingSaysOf(desk.line, who)).map((say) => say.lines[0]?.key);

describe('a change of time or place', () => {
  it('is told to everyone with a seat or in line, with when and where it is now, and once however often it is run', async () => {
    const offerId = await publish(1);
    const [seated, waits] = [await makePerson(desk.line), await makePerson(desk.line, 'sr-Cyrl')];
    const place = await takePlace(desk.line, seated, offerId);
    await takePlace(desk.line, waits, offerId);
    await desk.line.database.transaction((tx) => confirmComing(tx, desk.line, seated.residentId, place));
    await move(offerId, 12);
    await Promise.all([tellChanges(desk.line, offerId), tellChanges(desk.line, offerId)]);
    await tellChanges(desk.line, offerId);
    expect(await firstKeys(seated)).toEqual(['reminders:moved.title']);
    expect(await firstKeys(waits)).toEqual(['reminders:moved.title']);
    const [said] = await pendingSaysOf(desk.line, seated);
    expect(JSON.stringify(said?.lines)).toContain(inDays(12).startsAt.toISOString());
    expect(said?.buttons?.flat().map(({ data }) => data)).toEqual([
      `g:coming:${place}`,
      `g:cannot:${place}`,
      `g:calendar:${place}`,
    ]);
    // Their yes was to the time before.
    expect((await row(desk.line, `select coming_at from registrations where id = '${place}'`)).coming_at).toBeNull();
  });

  it('after another change is told anew, and who came in between hears only what is new to them', async () => {
    const offerId = await publish(5);
    const [first, second] = [await makePerson(desk.line), await makePerson(desk.line)];
    await takePlace(desk.line, first, offerId);
    await move(offerId, 12);
    await takePlace(desk.line, second, offerId);
    await tellChanges(desk.line, offerId);
    expect(await firstKeys(second)).toEqual([]);
    await move(offerId, 14);
    await tellChanges(desk.line, offerId);
    expect(await firstKeys(first)).toHaveLength(2);
    expect(await firstKeys(second)).toHaveLength(1);
  });

  it('that was killed between two batches is told to the rest, and to nobody twice', async () => {
    const offerId = await publish(300);
    const people: Registrant[] = [];
    for (let index = 0; index < 203; index += 1) people.push(await makePerson(desk.line));
    for (const who of people) await takePlace(desk.line, who, offerId);
    await move(offerId, 12);
    const dying = dyingIn(desk.line, 2);
    await expect(bulkWork(dying).tell_changes({ offerId }, { attempt: 1 })).rejects.toThrow('killed');
    const told = `deliveries where item_id in (select item_id from registrations where offer_id = '${offerId}')`;
    expect(await count(desk.line, told)).toBe(200);
    // What was being done lies where nobody takes it up before long; it is owed again meanwhile, until all is told.
    await rows(desk.line, "delete from outbox where lane = 'bulk'");
    await oweLeftWork(desk.line);
    const owed = `outbox where topic = 'tell_changes' and payload->>'offerId' = '${offerId}'`;
    expect(await count(desk.line, owed)).toBe(1);
    expect(await bulkWork(desk.line).tell_changes({ offerId }, { attempt: 1 })).toEqual({ kind: 'done' });
    await rows(desk.line, "delete from outbox where lane = 'bulk'");
    await oweLeftWork(desk.line);
    expect(await count(desk.line, owed)).toBe(0);
    expect(await count(desk.line, told)).toBe(203);
    expect(await count(desk.line, `(select distinct resident_id from ${told}) as each`)).toBe(203);
  });
});

describe('an offer that will not be', () => {
  it('is told with the reason in the reader’s language, and ends every place without giving seats on', async () => {
    const offerId = await publish(1);
    const [seated, waits] = [await makePerson(desk.line, 'sq'), await makePerson(desk.line, 'sr-Cyrl')];
    await takePlace(desk.line, seated, offerId, { needs: ['childcare'] });
    await takePlace(desk.line, waits, offerId);
    await cancelOffer(desk.line, desk.ana, offerId, { sq: 'arsye e shpikur', 'sr-Latn': 'izmišljen razlog' });
    await tellChanges(desk.line, offerId);
    await tellChanges(desk.line, offerId);
    const [toSeated, toWaiting] = [await pendingSaysOf(desk.line, seated), await pendingSaysOf(desk.line, waits)];
    expect(toSeated.map(({ quote }) => quote)).toEqual(['arsye e shpikur']);
    expect(toWaiting.map(({ quote }) => quote)).toEqual(['измишљен разлог']);
    expect(
      await rows(
        desk.line,
        `select status, ended_by from registrations where offer_id = '${offerId}' order by line_number`,
      ),
    ).toEqual([
      { status: 'cancelled', ended_by: 'offer_cancelled' },
      { status: 'cancelled', ended_by: 'offer_cancelled' },
    ]);
    // Nobody has to see to the childcare any more.
    expect(await count(desk.line, `items where offer_id = '${offerId}' and status = 'open'`)).toBe(0);
  });

  it('tells nothing of a change that came before it, and nobody who had left', async () => {
    const offerId = await publish(3);
    const [stays, left] = [await makePerson(desk.line), await makePerson(desk.line)];
    await takePlace(desk.line, stays, offerId);
    const place = await takePlace(desk.line, left, offerId);
    await rows(desk.line, `update registrations set status = 'cancelled', ended_by = 'resident' where id = '${place}'`);
    await move(offerId, 12);
    await cancelOffer(desk.line, desk.ana, offerId, { en: 'an invented reason' });
    await tellChanges(desk.line, offerId);
    expect(await firstKeys(stays)).toEqual(['reminders:cancelled.title']);
    expect(await firstKeys(left)).toEqual([]);
  });
});
