import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverOfferDay } from '../../../../src/bots/slack/deliver/deliver-offer-day.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { localParts } from '../../../../src/core/domain/time/local-time.ts';
import { markSensitive } from '../../../../src/core/items/hidden/mark-sensitive.ts';
import { cancelParticipant } from '../../../../src/core/trainings/cancel-participant.ts';
import { publishedOffer, sampleOffer } from '../../../support/offers.ts';
import { makePerson, takePlace } from '../../../support/participants.ts';
import { row, rows } from '../../../support/rows.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest } from '../deliver-item.ts';

let base: DeliveryTest;
let ana: StaffMember;
let day: string;
beforeAll(async () => {
  base = await startDeliveryTest();
  ana = await makeStaff(base.line);
  day = localParts(base.line.now()).day;
});
afterAll(() => base.close());

const offerWith = async (people: number, seats = 2) => {
  const offerId = await publishedOffer(base.line, ana, sampleOffer(base.line.now(), { seats, waitingSeats: 200 }));
  const registrations: string[] = [];
  for (let count = 0; count < people; count += 1)
    registrations.push(await takePlace(base.line, await makePerson(base.line), offerId));
  return { offerId, registrations };
};
const cardsOf = (offerId: string) =>
  base.slack.in(CHANNELS.main).filter((one) => one.metadata?.event_payload.offer === offerId);
const numberOf = async (registrationId: string): Promise<string> =>
  String(
    (
      await row(
        base.line,
        `select i.reference from registrations r join items i on i.id = r.item_id where r.id = '${registrationId}'`,
      )
    ).reference,
  );
const shown = (offerId: string) => JSON.stringify(cardsOf(offerId));

test('a day has one card that says what came of each number, in the order of the line, and no name', async () => {
  const { offerId, registrations } = await offerWith(4);
  expect(await deliverOfferDay(base.to, { offerId, day })).toEqual({ kind: 'done' });
  expect(cardsOf(offerId)).toHaveLength(1);
  expect(shown(offerId)).toContain('2 of 2 seats taken, 2 waiting');
  expect(shown(offerId).match(/R-\w{6} registered · <!date\^\d+\^\{time\}\|/g)).toHaveLength(2);
  // When it came is said by the reader's clock, as on every other card.
  expect(shown(offerId)).toMatch(/last change <!date\^\d+\^/);
  expect(shown(offerId)).toMatch(/R-\w{6} waiting, 1st/);
  expect(shown(offerId)).toMatch(/R-\w{6} waiting, 2nd/);
  await cancelParticipant(base.line, ana, registrations[2] as string);
  expect(await deliverOfferDay(base.to, { offerId, day })).toEqual({ kind: 'done' });
  expect(cardsOf(offerId)).toHaveLength(1);
  expect(shown(offerId)).toMatch(/R-\w{6} cancelled/);
  expect(shown(offerId)).not.toMatch(/Sample Person|38344/);
});

test('the number of a hidden registration is not on the card, nor that something came of it', async () => {
  const { offerId, registrations } = await offerWith(3, 3);
  const hidden = await numberOf(registrations[2] as string);
  await rows(base.line, `update items set sensitive = true where reference = '${hidden}'`);
  expect(await deliverOfferDay(base.to, { offerId, day })).toEqual({ kind: 'done' });
  expect(shown(offerId)).not.toContain(hidden);
  expect(shown(offerId).match(/R-\w{6} registered/g)).toHaveLength(2);
  // Seats are counted as they are: nobody may be seated on a taken one.
  expect(shown(offerId)).toContain('3 of 3 seats taken');
});

test('marked sensitive, a registration leaves the card that already stands', async () => {
  const { offerId, registrations } = await offerWith(2);
  const [stays, goes] = await Promise.all(registrations.map(numberOf));
  await deliverOfferDay(base.to, { offerId, day });
  for (const number of [stays, goes]) expect(shown(offerId)).toContain(number);
  await rows(base.line, `delete from outbox`);
  expect(await markSensitive(base.line, ana, goes as string)).toMatchObject({ ok: true });
  const owed = (await row(base.line, `select payload from outbox where topic = 'offer_day'`)) as {
    payload: { offerId: string; day: string };
  };
  expect(owed.payload).toEqual({ offerId, day });
  expect(await deliverOfferDay(base.to, owed.payload)).toEqual({ kind: 'done' });
  expect(cardsOf(offerId)).toHaveLength(1);
  expect(shown(offerId)).not.toContain(goes);
  expect(shown(offerId)).toContain(stays);
});

test('a hundred and twenty on one day are forty lines and a number', async () => {
  const { offerId } = await offerWith(120, 100);
  await deliverOfferDay(base.to, { offerId, day });
  expect(shown(offerId).match(/R-\w{6} /g)).toHaveLength(40);
  expect(shown(offerId)).toContain('and 80 more');
  expect(shown(offerId)).toContain('100 of 100 seats taken, 20 waiting');
});
