import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homeLists } from '../../../src/bots/slack/items/lists.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { listQueue, listQueues, pageQueue, QUEUE_VIEWS } from '../../../src/core/items/list-queue.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { lastItem, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let triage: StaffMember;
let vera: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  triage = await makeStaff(line, ['triage']);
  vera = await makeStaff(line, ['triage', 'protection']);
});
afterAll(() => line.close());

async function wrote(text: string, options: { type?: string; anonymous?: boolean } = {}): Promise<string> {
  clock = new Date(clock.getTime() + 1000);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback(text, options);
  return (await lastItem(line)).reference;
}
async function page(member: StaffMember | null, from: number, limit = 40) {
  const found = await pageQueue(line, member, { view: 'open', from, limit });
  if (!found.ok) throw new Error(found.code);
  return found.value;
}
const wordsOf = async (member: StaffMember, reference: string) =>
  (await page(member, 0)).entries.find((entry) => entry.reference === reference)?.firstWords;

describe('first words in a list', () => {
  it('are those of ordinary items', async () => {
    expect(await wordsOf(triage, await wrote('  Nuk ka ujë 👨‍👩‍👧 që nga e hëna  '))).toBe(
      'Nuk ka ujë 👨‍👩‍👧 që nga e hëna',
    );
  });

  it('are never those of a sensitive or an anonymous one, whoever reads', async () => {
    const hidden = await wrote('fjalë të fshehta', { type: 'sensitive_report' });
    const nameless = await wrote('pa emër', { type: 'sensitive_report', anonymous: true });
    for (const reference of [hidden, nameless]) {
      expect(await wordsOf(vera, reference)).toBeNull();
      expect(await wordsOf(triage, reference)).toBeUndefined();
    }
  });

  it('are gone where an ordinary one is linked to a sensitive one', async () => {
    const linked = await wrote('e lidhur me një raport');
    const report = await wrote('raporti', { type: 'sensitive_report' });
    await rows(
      line,
      `update items set merged_into_id = (select id from items where reference = '${report}') where reference = '${linked}' returning id`,
    );
    expect(await wordsOf(vera, linked)).toBeNull();
    expect(await wordsOf(triage, linked)).toBeUndefined();
  });

  it('are gone with what was destroyed', async () => {
    const reference = await wrote('do të harrohet');
    await rows(
      line,
      `update messages set sealed_body = null where item_id = (select id from items where reference = '${reference}') returning id`,
    );
    expect(await wordsOf(triage, reference)).toBeNull();
  });
});

it('pages follow each other without a gap, and one behind the end is the last', async () => {
  for (let one = 0; one < 5; one += 1) await wrote(`fjala ${one}`);
  const { total } = await page(triage, 0);
  const seen: string[] = [];
  for (let from = 0; from < total; from += 2) seen.push(...(await page(triage, from, 2)).entries.map(({ id }) => id));
  expect(seen).toEqual((await page(triage, 0, 100)).entries.map(({ id }) => id));
  expect(new Set(seen).size).toBe(total);
  for (const from of [total, total + 1, 999_999_999]) {
    const last = await page(triage, from, 2);
    expect([last.from, last.entries.map(({ id }) => id)]).toEqual([
      Math.floor((total - 1) / 2) * 2,
      seen.slice(Math.floor((total - 1) / 2) * 2),
    ]);
  }
});

it('all lists at once say what each says alone, in two statements', async () => {
  await wrote('e një agjencie tjetër');
  await rows(
    line,
    `update items set agency = 'WHO' where reference = '${(await lastItem(line)).reference}' returning id`,
  );
  for (const member of [triage, vera, await makeStaff(line, ['lead'], 'WHO')]) {
    const before = line.database.roundTrips();
    const together = await listQueues(line, member, QUEUE_VIEWS, 3);
    expect(line.database.roundTrips() - before).toBeLessThanOrEqual(2);
    const alone = await Promise.all(QUEUE_VIEWS.map((view) => listQueue(line, member, view, 3)));
    expect(together.ok && together.value).toEqual(alone.map((one) => one.ok && one.value));
  }
  for (const nobody of [null, await makeStaff(line, ['admin'])])
    expect(await listQueues(line, nobody, QUEUE_VIEWS, 3)).toMatchObject({ code: 'role_needed' });
});

it("Home's lists name how many there are, and lead to all of a list that is cut", async () => {
  for (let one = 0; one < 12; one += 1) await wrote(`shumë ${one}`);
  const { total } = await page(triage, 0);
  const home = JSON.stringify(await homeLists({ line } as never, triage));
  expect(home).toContain(`Unassigned (${total})`);
  expect(home).toContain(`Show all ${total}`);
  expect(home).toContain('"unassigned:0"');
  expect(home).not.toContain('shumë');
});
