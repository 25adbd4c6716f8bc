import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { appealDecision } from '../../../src/core/grants/appeal-decision.ts';
import { decideEnquiry } from '../../../src/core/grants/decide-enquiry.ts';
import { markComplete } from '../../../src/core/grants/mark-complete.ts';
import { pickAppointment } from '../../../src/core/grants/pick-appointment.ts';
import { proposeAppointments } from '../../../src/core/grants/propose-appointments.ts';
import { timeName } from '../../../src/core/grants/say-of-enquiry.ts';
import { submitEnquiry } from '../../../src/core/grants/submit-enquiry.ts';
import { withdrawEnquiry } from '../../../src/core/grants/withdraw-enquiry.ts';
import type { Registrant } from '../../../src/core/offers/submit-for-offer.ts';
import { giveConsent } from '../../../src/core/residents/give-consent.ts';
import { insertResident, lockResident } from '../../../src/db/queries/residents/residents.ts';
import { openCall } from '../../support/grants.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const BUDGET = 500_000;
const PEOPLE = 5;
let database: TestDatabase;
/** Two processes, as it were: each with five connections of its own, which is more than act at once. */
let lines: [TestLine, TestLine];
let staff: [StaffMember, StaffMember];
let chat = 800_000;
const NOW = new Date('2026-05-04T08:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  const options = { url: database.url, now: () => NOW };
  lines = [await makeTestLine(options), await makeTestLine(options)];
  staff = [await makeStaff(lines[0], ['triage']), await makeStaff(lines[0], ['lead'])];
});
afterAll(async () => {
  for (const line of lines) await line.close();
  await database.drop();
});

type Person = Registrant & { enquiryId: string; reference: string };

/** Somebody new who applied for 2,000 €. */
function makePerson(callId: string): Promise<Person> {
  const [line] = lines;
  return line.database.transaction(async (tx) => {
    const address = { channel: 'telegram' as const, text: String(chat++) };
    const chatHash = line.keyring.lookupHash('chat', address.text);
    const row = await insertResident(tx, { id: randomUUID(), chatHash, expiresAt: NOW }, NOW);
    const { resident, key } = await giveConsent(tx, line, row, { address, language: 'sq', secondLanguage: null });
    const who: Registrant = {
      residentId: resident.id,
      keyId: resident.keyId as string,
      ...{ key, address, language: 'sq', aboutYou: {} },
    };
    const sent = await submitEnquiry(tx, line, who, callId, randomUUID(), {
      applicant: { own: {} },
      messages: [{ kind: 'text', text: 'An invented idea', handle: '1' }],
      ...{ stage: 'idea', amountCents: 200_000, name: 'Sample', phone: '+38344000000', own: {} },
    });
    if (!sent.ok) throw new Error(sent.code);
    return { ...who, enquiryId: sent.value.row.id, reference: sent.value.reference };
  });
}

type Act = {
  kind: 'approve' | 'decline' | 'complete' | 'propose' | 'pick' | 'withdraw' | 'appeal' | 'forget';
  who: number;
  by: 0 | 1;
  cents: number;
};
const act = fc.record<Act>({
  kind: fc.constantFrom('approve', 'approve', 'decline', 'complete', 'propose', 'pick', 'withdraw', 'appeal', 'forget'),
  who: fc.nat(PEOPLE - 1),
  by: fc.constantFrom(0, 1),
  cents: fc.constantFrom(100_000, 150_000, 200_000, 300_000, 300_001),
});

/** In the resident's own turn, whose row is held. */
function turn(line: TestLine, person: Person, work: (tx: Parameters<typeof lockResident>[0]) => Promise<unknown>) {
  return line.database.transaction(async (tx) => ((await lockResident(tx, person.residentId)) ? work(tx) : null));
}

async function run({ kind, by, cents }: Act, person: Person): Promise<unknown> {
  const line = lines[by];
  const member = staff[by];
  const { reference, enquiryId } = person;
  const changeKey = randomUUID();
  switch (kind) {
    case 'approve':
      return decideEnquiry(line, member, await known(person, by), {
        verdict: { approve: true, amountCents: cents },
        ...{ reason: 'Yes', changeKey },
      });
    case 'decline':
      return decideEnquiry(line, member, reference, { verdict: { approve: false }, reason: 'No', changeKey });
    case 'complete':
      return markComplete(line, member, reference, { seen: ['id'], changeKey });
    case 'propose':
      return proposeAppointments(line, member, reference, {
        times: [new Date(NOW.getTime() + 3_600_000)],
        ...{ place: 'Hall', changeKey },
      });
    case 'pick': {
      const [time] = await rows(line, `select id from appointments where enquiry_id = '${enquiryId}' limit 1`);
      const name = timeName(String(time?.id ?? ''));
      return turn(line, person, (tx) => pickAppointment(tx, line, person.residentId, enquiryId, name));
    }
    case 'withdraw':
      return turn(line, person, (tx) => withdrawEnquiry(tx, line, person.residentId, enquiryId));
    case 'appeal':
      return turn(line, person, (tx) =>
        appealDecision(tx, line, person, enquiryId, randomUUID(), [{ kind: 'text', text: 'No!', handle: '2' }]),
      );
    case 'forget':
      return line.database.transaction((tx) => forgetResident(tx, line, person.residentId, 'resident'));
  }
}

/** Sometimes by the number of the appeal, which names the same application. */
async function known({ reference, enquiryId }: Person, by: 0 | 1): Promise<string> {
  const [appeal] = await rows(
    lines[by],
    `select i.reference from enquiries e join items i on i.id = e.appeal_item_id where e.id = '${enquiryId}'`,
  );
  return String(appeal?.reference ?? reference);
}

async function look(callId: string): Promise<void> {
  const found = await rows(
    lines[0],
    `select e.state, e.approved_cents, e.resident_id, e.sealed_details is null as bare, i.status, i.redacted_at,
       (select count(*)::int from appointments a where a.enquiry_id = e.id and a.state = 'picked') as picked
     from enquiries e join items i on i.id = e.item_id where e.offer_id = '${callId}'`,
  );
  const spent = found.reduce((sum, one) => sum + Number(one.approved_cents ?? 0), 0);
  expect(spent).toBeLessThanOrEqual(BUDGET);
  for (const one of found) {
    const open = ['received', 'adviser', 'papers', 'complete'].includes(String(one.state));
    expect(one.status).toBe(open ? 'open' : 'closed');
    expect(one.approved_cents !== null).toBe(one.state === 'approved');
    expect(Number(one.picked)).toBeLessThanOrEqual(1);
    if (one.redacted_at !== null) expect([open, one.bare, one.resident_id]).toEqual([false, true, null]);
  }
}

it('however people and staff act at once, the budget holds, and each application is in one piece', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 }),
      async (steps) => {
        const callId = await openCall(lines[0], staff[0], { budgetCents: BUDGET });
        const people: Person[] = [];
        while (people.length < PEOPLE) people.push(await makePerson(callId));
        for (const { reference } of people)
          await markComplete(lines[0], staff[0], reference, { seen: ['id'], changeKey: randomUUID() });
        for (const together of steps) {
          await Promise.all(together.map((one) => run(one, people[one.who] as Person)));
          await look(callId);
        }
      },
    ),
    { numRuns: 30 },
  );
});
