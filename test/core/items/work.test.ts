import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { classifyItem } from '../../../src/core/items/classify-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { escalateOverdue } from '../../../src/core/items/escalate-overdue.ts';
import { mergeItems } from '../../../src/core/items/merge-items.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { reopenItem } from '../../../src/core/items/reopen-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { enterItem } from '../../../src/core/items/taken-in/enter-item.ts';
import { takePendingSays } from '../../../src/core/residents/pending-says.ts';
import { removeStaff } from '../../../src/core/staff/remove-staff.ts';
import { showHistory } from '../../../src/core/views/show-history.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let ben: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
  ben = await makeStaff(line, ['triage'], 'WHO');
});
afterAll(() => line.close());

const later = () => {
  clock = new Date(clock.getTime() + 1000);
};
async function sent(text = 'nuk ka ujë', type = 'complaint') {
  later();
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback(text, { type });
  const item = await lastItem(line);
  return { resident, ...item };
}
const residentOf = async (itemId: string) =>
  (await row(line, `select resident_id from items where id = '${itemId}'`)).resident_id as string;
/** What waits to be said to the item's resident, as the words and numbers in it. */
async function waiting(itemId: string): Promise<string> {
  const residentId = await residentOf(itemId);
  await rows(line, `update residents set delivering_until = null where id = '${residentId}' returning id`);
  return JSON.stringify(await takePendingSays(line, residentId));
}
const reply = (member: StaffMember, reference: string, text: string, changeKey: string = randomUUID()) =>
  replyToItem(line, member, reference, { text, changeKey });
const close = (member: StaffMember, reference: string, changeKey: string = randomUUID()) =>
  closeItem(line, member, reference, { reason: 'answered', whatWasDone: 'u rregullua', changeKey });

describe('what is refused', () => {
  it('nothing in an item can be done by nobody, by a person without a role, or to an unknown number', async () => {
    const { reference } = await sent();
    const idle: StaffMember = { ...ana, roles: [] };
    // Who lacks a role reads which one, whether there is such an item or not.
    for (const [member, code] of [
      [null, 'not_found'],
      [idle, 'role_needed'],
    ] as const)
      for (const number of [reference, 'F-ZZZZZZ']) {
        expect(await claimItem(line, member, number)).toMatchObject({ code });
        expect(await noteOnItem(line, member, number, { text: 'x' })).toMatchObject({ code });
        expect(await showHistory(line, member, number)).toMatchObject({ code });
      }
    expect(await claimItem(line, ana, 'F-ZZZZZZ')).toMatchObject({ code: 'not_found' });
  });

  it('a lead sees an item and cannot work on it', async () => {
    const lead = await makeStaff(line, ['lead']);
    const { reference } = await sent();
    expect((await showHistory(line, lead, reference)).ok).toBe(true);
    expect(await claimItem(line, lead, reference)).toMatchObject({ code: 'role_needed' });
  });

  it('empty and endless answers change nothing', async () => {
    const { id, reference } = await sent();
    expect(await reply(ana, reference, ' \n ')).toMatchObject({ code: 'empty_text' });
    expect(await reply(ana, reference, '\u200b\u3164 \u2060')).toMatchObject({ code: 'empty_text' });
    expect(await reply(ana, reference, 'x'.repeat(3001))).toMatchObject({ code: 'too_long', values: { most: 3000 } });
    const closing = { reason: 'answered' as const, changeKey: randomUUID() };
    expect(await closeItem(line, ana, reference, { ...closing, whatWasDone: ' \u200b' })).toMatchObject({
      code: 'empty_text',
    });
    expect(await closeItem(line, ana, reference, { ...closing, whatWasDone: 'x'.repeat(3001) })).toMatchObject({
      code: 'too_long',
    });
    expect(await row(line, `select status, assignee_id, first_response_at from items where id = '${id}'`)).toEqual({
      status: 'open',
      assignee_id: null,
      first_response_at: null,
    });
  });

  it('the event log takes neither UPDATE nor DELETE nor TRUNCATE', async () => {
    await sent();
    for (const statement of ["update events set kind = 'x'", 'delete from events', 'truncate events']) {
      await expect(rows(line, statement)).rejects.toMatchObject({ cause: { message: /append-only/ } });
    }
  });
});

describe('two at once', () => {
  it('of two staff who claim at the same moment one has it, and the other learns who', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, reference } = await sent();
      const results = await Promise.all([claimItem(line, ana, reference), claimItem(line, ben, reference)]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      const winner = results[0].ok ? ana : ben;
      expect(results.find((result) => !result.ok)).toMatchObject({
        code: 'already_claimed',
        values: { name: winner.displayName },
      });
      expect(await count(line, `events where item_id = '${id}' and kind = 'item_claimed'`)).toBe(1);
    }
  });

  it('the same form submitted twice, even at once, replies once', async () => {
    const { id, reference } = await sent();
    const changeKey = randomUUID();
    const results = await Promise.all([
      reply(ana, reference, 'po vijmë', changeKey),
      reply(ana, reference, 'po vijmë', changeKey),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, true]);
    expect(await count(line, `messages where item_id = '${id}' and direction = 'out'`)).toBe(1);
    expect(await count(line, `deliveries where item_id = '${id}' and kind = 'answer'`)).toBe(1);
  });

  it('the same closing submitted twice closes once and tells once', async () => {
    const { id, reference } = await sent();
    const changeKey = randomUUID();
    const results = await Promise.all([close(ana, reference, changeKey), close(ana, reference, changeKey)]);
    expect(results.map((result) => result.ok)).toEqual([true, true]);
    expect(await count(line, `deliveries where item_id = '${id}' and kind = 'closing'`)).toBe(1);
    expect(await close(ana, reference)).toMatchObject({ code: 'already_closed' });
  });

  it('one item per submission key, from two sends at the same moment', async () => {
    const entered = {
      changeKey: randomUUID(),
      channel: 'phone',
      type: 'question',
      municipality: 'zvecan',
      sector: 'health',
      language: 'sq',
      text: 'a',
    } as const;
    const results = await Promise.all([enterItem(line, ana, entered), enterItem(line, ana, entered)]);
    const values = results.map((result) => (result.ok ? result.value : null));
    expect(values[0]?.reference).toBe(values[1]?.reference);
    expect(values.filter((value) => value?.fresh)).toHaveLength(1);
    expect(await count(line, `items where submission_key = '${entered.changeKey}'`)).toBe(1);
  });

  it('a resident who adds while staff reply never locks them out', async () => {
    const { resident, id, reference } = await sent();
    for (let round = 0; round < 10; round += 1) {
      await resident.act({ kind: 'button', data: `i:add:${id}` });
      await resident.write(`më shumë ${round}`);
      const [added, replied] = await Promise.all([
        resident.press('messages:!done'),
        reply(ana, reference, `përgjigje ${round}`),
      ]);
      expect(added.residentId ?? added.promisedTo).not.toBeNull();
      expect(replied.ok).toBe(true);
    }
    expect(await count(line, `messages where item_id = '${id}'`)).toBe(21);
  });

  it('two items merged into each other at the same moment: one goes on', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await sent(), await sent()];
      const results = await Promise.all([
        mergeItems(line, ana, one.reference, two.reference),
        mergeItems(line, ben, two.reference, one.reference),
      ]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await count(line, `items where status = 'open' and id in ('${one.id}', '${two.id}')`)).toBe(1);
    }
  });
});

describe('merged items', () => {
  it('a reply tells everyone once, under their own number, through duplicates of duplicates too', async () => {
    const [first, second, third] = [await sent(), await sent(), await sent()];
    await second.resident.sendFeedback('edhe një herë');
    const again = await lastItem(line);
    expect((await mergeItems(line, ana, third.reference, second.reference)).ok).toBe(true);
    expect((await mergeItems(line, ana, again.reference, first.reference)).ok).toBe(true);
    expect((await mergeItems(line, ana, second.reference, first.reference)).ok).toBe(true);
    expect((await reply(ana, first.reference, 'uji kthehet nesër')).ok).toBe(true);
    const residents = [first, second, third].map(({ id }) => residentOf(id));
    for (const resident of await Promise.all(residents))
      expect(await count(line, `deliveries where resident_id = '${resident}' and kind = 'answer'`)).toBe(1);
    for (const { id, reference } of [first, third]) {
      const heard = await waiting(id);
      expect(heard).toContain('uji kthehet nesër');
      expect(heard).toContain(reference);
    }
    expect(await waiting(third.id)).not.toContain(first.reference);
    expect(await waiting(third.id)).not.toContain(second.reference);
    expect(await reply(ana, second.reference, 'x')).toMatchObject({ code: 'merged_elsewhere' });
  });

  it.each([
    ['an unknown number', async () => 'F-ZZZZZZ', 'target_not_found'],
    ['itself', async (own: string) => own, 'merge_with_itself'],
  ])('cannot be merged with %s', async (_, into, code) => {
    const { reference } = await sent();
    expect(await mergeItems(line, ana, reference, await into(reference))).toMatchObject({ code });
  });
});

describe('after closing', () => {
  it('"no" opens it once and for another person, and a second "no" does not', async () => {
    const { resident, id, reference } = await sent();
    await close(ana, reference);
    await resident.act({ kind: 'button', data: `i:rate:${id}:no` });
    expect(resident.keys()).toContain('items:rated.no');
    expect(await claimItem(line, ana, reference)).toMatchObject({ code: 'another_person_needed' });
    expect((await claimItem(line, ben, reference)).ok).toBe(true);
    await resident.act({ kind: 'button', data: `i:rate:${id}:no` });
    expect(resident.keys()).toContain('errors:already_rated');
    await close(ben, reference);
    await resident.act({ kind: 'button', data: `i:rate:${id}:no` });
    expect(resident.keys()).toContain('items:rated.no_again');
    expect(await row(line, `select status, reopened_count from items where id = '${id}'`)).toEqual({
      status: 'closed',
      reopened_count: 1,
    });
  });

  it('an addition opens it again and keeps the words', async () => {
    const { resident, id, reference } = await sent();
    await close(ana, reference);
    await resident.act({ kind: 'button', data: `i:add:${id}` });
    await resident.write('ende nuk ka');
    await resident.press('messages:!done');
    expect(resident.keys()).toContain('add:reopened');
    expect(await row(line, `select status, closed_at from items where id = '${id}'`)).toEqual({
      status: 'open',
      closed_at: null,
    });
  });

  it('a resident withdraws once, and what is closed already cannot be withdrawn', async () => {
    const { resident, id, reference } = await sent();
    const withdraw = async () => {
      await resident.act({ kind: 'button', data: `i:withdraw:${id}` });
      await resident.press(':yes');
    };
    await withdraw();
    expect(resident.keys()).toContain('withdraw:done');
    expect(await row(line, `select closed_reason from items where id = '${id}'`)).toEqual({
      closed_reason: 'withdrawn',
    });
    await withdraw();
    expect(resident.keys()).toContain('errors:already_withdrawn');
    expect((await reopenItem(line, ana, reference)).ok).toBe(true);
    await close(ana, reference);
    await withdraw();
    expect(resident.keys()).toContain('errors:already_closed');
  });
});

describe('other things', () => {
  it('an overdue item is escalated once, and an answered one never', async () => {
    const { id } = await sent();
    const told = await sent();
    await reply(ana, told.reference, 'po');
    const start = clock;
    clock = new Date(start.getTime() + 400 * 3_600_000);
    expect(await escalateOverdue(line)).toBeGreaterThan(0);
    expect(await escalateOverdue(line)).toBe(0);
    expect(await count(line, `events where kind = 'item_escalated' and item_id = '${id}'`)).toBe(1);
    expect(await count(line, `outbox where topic = 'overdue_day' and payload->>'whom' = 'leads'`)).toBe(1);
    expect(await count(line, `outbox where topic = 'alert'`)).toBe(0);
    expect(await count(line, `events where kind = 'item_escalated' and item_id = '${told.id}'`)).toBe(0);
  });

  it('buttons with the number of a stranger’s item find nothing and change nothing', async () => {
    const { id, reference } = await sent('fjalë të huaja');
    await close(ana, reference);
    const stranger = makeResident(line);
    await stranger.agree();
    const before = await row(line, `select * from items where id = '${id}'`);
    for (const data of [
      `i:show:${id}`,
      `i:add:${id}`,
      `i:withdraw:${id}`,
      `i:serious:${id}`,
      `i:rate:${id}:no`,
      `i:rate:${id}:maybe`,
      'i:show:not-an-id',
      `i:delete:${id}`,
    ]) {
      await stranger.act({ kind: 'button', data });
      expect(stranger.keys()).toContain('errors:not_found');
      expect(JSON.stringify(stranger.said())).not.toContain('fjalë të huaja');
    }
    expect(await row(line, `select * from items where id = '${id}'`)).toEqual(before);
  });

  it('an edited message keeps what stood there before', async () => {
    const { resident, id } = await sent();
    await resident.act({ kind: 'button', data: `i:add:${id}` });
    const written = { kind: 'text' as const, text: 'e parë', handle: '777' };
    await resident.act({ kind: 'message', message: written });
    await resident.press('messages:!done');
    await resident.act({ kind: 'edited', message: { ...written, text: 'e dytë' } });
    expect(resident.keys()).toContain('help:edited_sent');
    await resident.act({ kind: 'edited', message: { ...written, text: 'e dytë' } });
    const versions = `message_versions v join messages m on m.id = v.message_id where m.item_id = '${id}' and v.sealed_body is not null`;
    expect(await count(line, versions)).toBe(1);
  });

  it('a note is internal: the resident hears nothing, and a second delivery adds nothing', async () => {
    const { id, reference } = await sent();
    const before = await count(line, `deliveries where item_id = '${id}'`);
    for (let time = 0; time < 2; time += 1)
      expect((await noteOnItem(line, ana, reference, { text: 'e brendshme', source: 'slack:C1:1.2' })).ok).toBe(true);
    expect(await count(line, `messages where item_id = '${id}' and direction = 'note'`)).toBe(1);
    expect(await count(line, `deliveries where item_id = '${id}'`)).toBe(before);
  });

  it('the due time follows the type until somebody answered', async () => {
    const { id, reference } = await sent('pyetje', 'question');
    const due = async () =>
      new Date(String((await row(line, `select due_at from items where id = '${id}'`)).due_at)).getTime();
    const first = await due();
    await classifyItem(line, ana, reference, { type: 'complaint' });
    expect(await due()).toBe(first - 96 * 3_600_000);
    await reply(ana, reference, 'po');
    await classifyItem(line, ana, reference, { priority: 'urgent' });
    expect(await due()).toBe(first - 96 * 3_600_000);
  });

  it('what a removed person had claimed is free again, and says so in its history', async () => {
    const gone = await makeStaff(line, ['triage']);
    const { id, reference } = await sent();
    await claimItem(line, gone, reference);
    expect(await removeStaff(line, 'console', gone.slackUserId)).toMatchObject({ value: { released: 1 } });
    expect(await removeStaff(line, 'console', gone.slackUserId)).toMatchObject({ code: 'unknown_staff' });
    expect(await row(line, `select assignee_id from items where id = '${id}'`)).toEqual({ assignee_id: null });
    const history = await showHistory(line, ana, reference);
    expect(history.ok && history.value.map((entry) => entry.kind)).toEqual([
      'item_submitted',
      'item_claimed',
      'item_released',
    ]);
  });
});
