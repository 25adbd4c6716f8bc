import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HeldSeats, SEAT_GROUPS, type SeatGroup } from '../../../src/core/domain/offers/offer.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { changeOffer } from '../../../src/core/offers/change-offer.ts';
import type { Registrant } from '../../../src/core/offers/submit-for-offer.ts';
import { giveConsent } from '../../../src/core/residents/give-consent.ts';
import { acceptSeat } from '../../../src/core/trainings/accept-seat.ts';
import { cancelRegistration } from '../../../src/core/trainings/cancel-registration.ts';
import type { RegistrationAnswers } from '../../../src/core/trainings/forms/registration.ts';
import { lapseSeats } from '../../../src/core/trainings/many/lapse-seats.ts';
import { registerForOffer } from '../../../src/core/trainings/register-for-offer.ts';
import { insertResident } from '../../../src/db/queries/residents/residents.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const PEOPLE: { gender: 'woman' | 'man'; age: number; communities: ('roma' | 'ashkali' | 'albanian')[] }[] = [
  { gender: 'man', age: 40, communities: ['albanian'] },
  { gender: 'man', age: 40, communities: ['albanian'] },
  { gender: 'man', age: 20, communities: ['roma'] },
  { gender: 'woman', age: 40, communities: ['albanian'] },
  { gender: 'woman', age: 20, communities: ['roma'] },
  { gender: 'woman', age: 40, communities: ['ashkali'] },
  { gender: 'man', age: 30, communities: ['roma'] },
  { gender: 'woman', age: 19, communities: ['albanian'] },
];

let database: TestDatabase;
/** Two processes, as it were: each with connections of its own. */
let lines: [TestLine, TestLine];
let ana: StaffMember;
let people: Registrant[];
let clock = new Date('2026-05-04T08:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  const now = () => clock;
  lines = [await makeTestLine({ url: database.url, now }), await makeTestLine({ url: database.url, now })];
  ana = await makeStaff(lines[0], ['triage']);
  people = await Promise.all(PEOPLE.map((_person, index) => makePerson(lines[0], index)));
});
afterAll(async () => {
  for (const line of lines) await line.close();
  await database.drop();
});

function makePerson(line: TestLine, index: number): Promise<Registrant> {
  return line.database.transaction(async (tx) => {
    const address = { channel: 'telegram' as const, text: String(700_000 + index) };
    const chatHash = line.keyring.lookupHash('chat', address.text);
    const row = await insertResident(tx, { id: randomUUID(), chatHash, expiresAt: clock }, clock);
    const agreed = { address, language: 'sq' as const, secondLanguage: null };
    const { resident, key } = await giveConsent(tx, line, row, agreed);
    return { residentId: resident.id, keyId: resident.keyId as string, key, address, language: 'sq', aboutYou: {} };
  });
}

type Act =
  | { kind: 'register' | 'cancel' | 'accept'; person: number }
  | { kind: 'expire' }
  | { kind: 'seats'; seats: number };

const person = fc.nat({ max: PEOPLE.length - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('register', 'cancel', 'accept'), person }) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'expire' }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('seats' as const), seats: fc.integer({ min: 1, max: 6 }) }) },
) as fc.Arbitrary<Act>;
/** Each round is done at once; between rounds the books are looked at. */
const rounds = fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
const held: fc.Arbitrary<HeldSeats> = fc.constantFrom<HeldSeats>(
  {},
  { women: 1 },
  { women: 1, roma: 1 },
  { youth: 1, roma: 1, ashkali: 1 },
);

type Row = { id: string; resident_id: string; status: string; groups: number; line_number: number };
const listed = (offerId: string) =>
  rows(
    lines[0],
    `select id, resident_id, status, groups, line_number::int from registrations where offer_id = '${offerId}' order by line_number`,
  ) as unknown as Promise<Row[]>;

async function carryOut(offerId: string, done: Act, line: TestLine): Promise<unknown> {
  if (done.kind === 'seats') return changeOffer(line, ana, offerId, { seats: done.seats });
  if (done.kind === 'expire') {
    clock = new Date(clock.getTime() + 25 * 3_600_000);
    return lapseSeats(line);
  }
  const who = people[done.person] as Registrant;
  return line.database.transaction(async (tx) => {
    if (done.kind === 'register') return registerForOffer(tx, line, who, offerId, randomUUID(), answersOf(done.person));
    const mine = (await listed(offerId)).findLast((row) => row.resident_id === who.residentId);
    if (!mine) return null;
    const change = done.kind === 'accept' ? acceptSeat : cancelRegistration;
    return change(tx, line, who.residentId, mine.id);
  });
}

function answersOf(index: number): RegistrationAnswers {
  const { gender, age, communities } = PEOPLE[index] as (typeof PEOPLE)[number];
  const applicant = { gender, age, communities, own: {} };
  return { applicant, name: 'Sample', phone: '+38344000000', needs: [], own: {}, share: false, voices: [], given: {} };
}

/** How many of these people can sit at once, by trying to seat one after the other and moving others (augmenting paths). */
function mostSeated(seats: number, reserved: HeldSeats, masks: number[]): number {
  const groups = SEAT_GROUPS.flatMap((group) => Array<SeatGroup>(reserved[group] ?? 0).fill(group));
  const places: (SeatGroup | 'open')[] = [...groups, ...Array<'open'>(seats - groups.length).fill('open')];
  const sits = new Map<number, number>();
  const may = (mask: number, place: SeatGroup | 'open') =>
    place === 'open' || (mask & (1 << SEAT_GROUPS.indexOf(place))) !== 0;
  const seat = (who: number, tried: Set<number>): boolean =>
    places.some((place, index) => {
      if (tried.has(index) || !may(masks[who] as number, place)) return false;
      tried.add(index);
      const other = sits.get(index);
      if (other !== undefined && !seat(other, tried)) return false;
      sits.set(index, who);
      return true;
    });
  return masks.filter((_mask, who) => seat(who, new Set())).length;
}

function checkBooks(before: Row[], after: Row[], seats: number, reserved: HeldSeats): void {
  const taken = after.filter(({ status }) => status === 'seated' || status === 'offered');
  const masks = taken.map(({ groups }) => groups);
  expect(taken.length, 'never more people than seats').toBeLessThanOrEqual(seats);
  expect(mostSeated(seats, reserved, masks), 'held seats are only their groups').toBe(taken.length);
  const active = after.filter(({ status }) => ['seated', 'offered', 'waiting'].includes(status));
  expect(new Set(active.map(({ resident_id: id }) => id)).size, 'nobody is in twice').toBe(active.length);
  for (const { groups } of after.filter(({ status }) => status === 'waiting'))
    expect(mostSeated(seats, reserved, [...masks, groups]), 'no seat stays empty while one waits for it').toBe(
      taken.length,
    );
  expect(
    after.slice(0, before.length).map(({ id }) => id),
    'the line keeps its order',
  ).toEqual(before.map(({ id }) => id));
  for (const waits of before.filter(({ status }) => status === 'waiting')) {
    const now = after.find(({ id }) => id === waits.id);
    const overtaken = before.filter(
      (other) =>
        other.status === 'waiting' &&
        other.groups === waits.groups &&
        other.line_number > waits.line_number &&
        ['offered', 'seated', 'lapsed'].includes(after.find(({ id }) => id === other.id)?.status ?? ''),
    );
    if (now?.status === 'waiting') expect(overtaken, 'nobody who came later goes first').toEqual([]);
  }
}

it('never oversells, seats nobody twice, and keeps the line, whatever comes at once', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 3, max: 5 }), held, rounds, async (seats, reserved, acts) => {
      const start = new Date(clock.getTime() + 300 * 86_400_000);
      const offerId = await publishedOffer(
        lines[0],
        ana,
        sampleOffer(clock, {
          seats,
          heldSeats: reserved,
          sessions: [{ startsAt: start, endsAt: new Date(start.getTime() + 3_600_000) }],
        }),
      );
      let before: Row[] = [];
      for (const round of acts) {
        await Promise.all(round.map((one, index) => carryOut(offerId, one, lines[index % 2] as TestLine)));
        // A deadline that passed during the round is met by the next run of the job.
        await lapseSeats(lines[0]);
        const after = await listed(offerId);
        const [offer] = await rows(lines[0], `select seats from offers where id = '${offerId}'`);
        checkBooks(before, after, Number(offer?.seats), reserved);
        before = after;
      }
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 40) },
  );
});
