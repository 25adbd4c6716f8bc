import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { enterForOffer } from '../../../src/core/in-person/enter-for-offer.ts';
import { showContact } from '../../../src/core/items/in-person/contact.ts';
import { makeJoinCode } from '../../../src/core/items/in-person/make-join-code.ts';
import { tellPerson } from '../../../src/core/items/in-person/tell-person.ts';
import { cancelParticipant } from '../../../src/core/trainings/cancel-participant.ts';
import { showParticipant } from '../../../src/core/trainings/show-participant.ts';
import { takeSeatFor } from '../../../src/core/trainings/take-seat-for.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
const clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage', 'lead']);
});
afterAll(() => line.close());

const OWN = {
  key: 'business',
  kind: 'yes_no' as const,
  texts: { en: 'Do you have a business?', sq: 'A keni biznes?', 'sr-Latn': 'Imate li posao?', rom: 'Si tumen biznis?' },
};
const ANSWERS = {
  name: 'Sevdije e shpikur',
  phone: '044 123 456',
  share: 'yes',
  needs: ['childcare'],
  q_business: 'no',
};
const enter = (offerId: string, given: Record<string, string | string[]> = {}, changeKey: string = randomUUID()) =>
  enterForOffer(line, ana, offerId, {
    ...{ changeKey, channel: 'in_person', language: 'sq', how: 'pas orës 17' },
    given: { ...ANSWERS, ...given },
  });
const training = (changes = {}) => publishedOffer(line, ana, sampleOffer(clock, { questions: [OWN], ...changes }));
async function entered(offerId: string, given: Record<string, string | string[]> = {}) {
  const came = await enter(offerId, given);
  if (!came.ok) throw new Error(JSON.stringify(came));
  const { reference } = came.value;
  return {
    reference,
    ...(await row(
      line,
      `select i.id, i.channel, i.told_by_staff, i.first_response_at, g.id as registration, g.status from items i
       join registrations g on g.item_id = i.id where i.reference = '${reference}'`,
    )),
  } as { reference: string; id: string; registration: string; status: string };
}

it('a person without Telegram has a seat like anybody, and is answered once somebody told them so', async () => {
  const one = await entered(await training());
  expect(one).toMatchObject({ channel: 'in_person', told_by_staff: true, first_response_at: null, status: 'seated' });
  expect(await showParticipant(line, ana, one.reference)).toMatchObject({
    value: { name: 'Sevdije e shpikur', phone: '+38344123456', needs: ['childcare'] },
  });
  expect(await showContact(line, ana, one.reference)).toMatchObject({
    value: { contact: { name: 'Sevdije e shpikur', phone: '+38344123456', how: 'pas orës 17' } },
  });
  expect((await tellPerson(line, ana, one.reference)).ok).toBe(true);
  expect(
    (await row(line, `select first_response_at from items where id = '${one.id}'`)).first_response_at,
  ).not.toBeNull();
});

it('they wait in the same line, a freed seat is work for staff, and is taken for them by word of mouth', async () => {
  const offerId = await training({ seats: 1 });
  const first = await entered(offerId);
  const second = await entered(offerId);
  expect(second.status).toBe('waiting');
  await tellPerson(line, ana, second.reference);
  await cancelParticipant(line, ana, first.registration);
  expect(await row(line, `select status from registrations where id = '${second.registration}'`)).toEqual({
    status: 'offered',
  });
  expect(await count(line, `deliveries where item_id = '${second.id}' and state = 'to_tell'`)).toBe(1);
  expect((await takeSeatFor(line, ana, second.registration)).ok).toBe(true);
  expect(await row(line, `select status from registrations where id = '${second.registration}'`)).toEqual({
    status: 'seated',
  });
});

it('is refused beside the answer that is wrong, and nobody was met', async () => {
  const offerId = await training({ rules: { minAge: 18 } });
  const before = await count(line, 'residents');
  const why = async (given: Record<string, string | string[]>) => {
    const came = await enter(offerId, given);
    return !came.ok && 'why' in came ? came.why.map(({ question }) => question) : came;
  };
  expect(await why({})).toEqual(['age']);
  expect(await why({ age: '15' })).toEqual(['age']);
  expect(await why({ age: '30', phone: '12' })).toEqual(['phone']);
  expect(await why({ age: '30', name: '', share: 'maybe' })).toEqual(['name', 'share']);
  expect(await why({ age: '30', needs: ['gold'] })).toEqual(['needs']);
  expect(await count(line, 'residents')).toBe(before);
  expect((await enter(offerId, { age: '30' })).ok).toBe(true);
});

it('the same modal sent twice is one registration, and full is full', async () => {
  const offerId = await training({ seats: 1, waitingSeats: 0 });
  const changeKey = randomUUID();
  const both = await Promise.all([enter(offerId, {}, changeKey), enter(offerId, {}, changeKey)]);
  expect(new Set(both.map((one) => (one.ok ? one.value.reference : one.code))).size).toBe(1);
  const third = await enter(offerId);
  expect(!third.ok && 'why' in third && third.why[0]?.line.key).toBe('errors:offer_full');
});

it('an application for a grant is entered with its idea and its amount', async () => {
  const callId = await publishedOffer(line, ana, sampleCall(clock));
  const came = await enter(callId, { idea: 'një furrë e vogël', stage: 'idea', amount: '2.500' });
  expect(came.ok).toBe(true);
  const made = await row(
    line,
    `select e.amount_cents, i.told_by_staff from enquiries e join items i on i.id = e.item_id where e.offer_id = '${callId}'`,
  );
  expect(made).toEqual({ amount_cents: '250000', told_by_staff: true });
  const over = await enter(callId, { idea: 'x', stage: 'idea', amount: '9999999' });
  expect(!over.ok && 'why' in over && over.why[0]?.question).toBe('amount');
});

it('comes to their own phone by the code, with the seat', async () => {
  const one = await entered(await training());
  const made = await makeJoinCode(line, ana, one.reference);
  const resident = makeResident(line);
  await resident.agree();
  await resident.write(made.ok ? made.value.code : '');
  expect(resident.keys()).toContain('join:done');
  const [held] = await rows(
    line,
    `select r.channel from registrations g join residents r on r.id = g.resident_id where g.id = '${one.registration}'`,
  );
  expect(held).toEqual({ channel: 'telegram' });
  expect(await showParticipant(line, ana, one.reference)).toMatchObject({ value: { name: 'Sevdije e shpikur' } });
});

it('is for who runs offers', async () => {
  const offerId = await training();
  const nobody = await makeStaff(line, ['protection']);
  const entry = { changeKey: randomUUID(), channel: 'phone', language: 'sq', how: undefined, given: ANSWERS } as const;
  expect(await enterForOffer(line, nobody, offerId, entry)).toMatchObject({ code: 'role_needed' });
});
