import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { classifyItem } from '../../../src/core/items/classify-item.ts';
import { excludeStaff } from '../../../src/core/items/hidden/exclude-staff.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { listQueue, QUEUE_VIEWS } from '../../../src/core/items/list-queue.ts';
import { lookAtAllMedia } from '../../../src/core/items/look-at-media.ts';
import { mergeItems } from '../../../src/core/items/merge-items.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { findItems } from '../../../src/core/items/search/find-items.ts';
import { showHistory } from '../../../src/core/views/show-history.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { enterSample } from '../../support/items.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let triage: StaffMember;
let lead: StaffMember;
let vera: StaffMember;
let both: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  triage = await makeStaff(line, ['triage']);
  lead = await makeStaff(line, ['lead', 'admin']);
  vera = await makeStaff(line, ['protection']);
  both = await makeStaff(line, ['triage', 'protection']);
});
afterAll(() => line.close());

let words = 0;
async function report(type = 'sensitive_report') {
  const resident = makeResident(line);
  await resident.agree();
  const word = `fjala${words++}`;
  await resident.sendFeedback(word, { type });
  return { resident, word, ...(await lastItem(line)) };
}

/** Every list, search and look through which a staff member could learn of an item. */
async function seenBy(member: StaffMember | null, item: { reference: string; word: string }): Promise<string[]> {
  const ways: string[] = [];
  for (const view of QUEUE_VIEWS) {
    const queue = await listQueue(line, member, view, 100);
    if (queue.ok && queue.value.entries.some((entry) => entry.reference === item.reference)) ways.push(view);
  }
  const found = await findItems(line, member, item.word, 10);
  if (found.ok && found.value.length > 0) ways.push('find');
  if ((await showItem(line, member, item.reference)).ok) ways.push('show');
  if ((await showHistory(line, member, item.reference)).ok) ways.push('history');
  return ways;
}

describe('a sensitive item', () => {
  it('is in no list, look or count of anybody without the protection role, and in no search of anybody', async () => {
    const totals = async () => {
      const queue = await listQueue(line, triage, 'open', 100);
      return queue.ok && queue.value.total;
    };
    const before = await totals();
    const item = await report();
    expect(await totals()).toBe(before);
    for (const member of [null, triage, lead, { ...triage, roles: [] }]) {
      expect(await seenBy(member, item)).toEqual([]);
      const refused = await lookAtAllMedia(line, member, item.reference);
      // Who lacks a role for any item hears which, and the same of one that is not there.
      const code = member?.roles.length === 0 ? 'role_needed' : 'not_found';
      expect(refused).toMatchObject({ ok: false, code });
      expect(refused).toEqual(await lookAtAllMedia(line, member, 'F-000000'));
    }
    expect(await seenBy(vera, item)).toEqual(['unassigned', 'due_soon', 'open', 'show', 'history']);
  });

  it('refuses every act of triage as if there were no such item', async () => {
    const { reference } = await report();
    const other = await report('complaint');
    const text = 'x';
    const acts = [
      claimItem(line, triage, reference),
      replyToItem(line, triage, reference, { text, changeKey: randomUUID() }),
      noteOnItem(line, triage, reference, { text }),
      markSensitive(line, triage, reference),
      classifyItem(line, triage, reference, { type: 'question' }),
      excludeStaff(line, triage, reference, []),
      mergeItems(line, triage, reference, other.reference),
    ];
    for (const act of acts) expect(await act).toMatchObject({ ok: false, code: 'not_found' });
    expect(await mergeItems(line, triage, other.reference, reference)).toMatchObject({ code: 'target_not_found' });
  });

  it('writes down each opening, and who it was', async () => {
    const { id, reference } = await report();
    const openings = () =>
      count(line, `events where item_id = '${id}' and kind = 'sensitive_item_opened' and staff_id = '${vera.id}'`);
    await showItem(line, triage, reference);
    expect(await openings()).toBe(0);
    await showItem(line, vera, reference);
    await showItem(line, vera, reference);
    expect(await openings()).toBe(2);
    const ordinary = await report('complaint');
    await showItem(line, triage, ordinary.reference);
    expect(await count(line, `events where item_id = '${ordinary.id}' and kind = 'sensitive_item_opened'`)).toBe(0);
  });

  it('owes no word of it to a thread, when it is sent or added to', async () => {
    const { id, resident } = await report();
    await resident.act({ kind: 'button', data: `i:add:${id}` });
    await resident.write('edhe kjo');
    await resident.press('messages:!done');
    const owed = `outbox o join messages m on o.payload->>'messageId' = m.id::text where m.item_id = '${id}'`;
    expect(await count(line, owed)).toBe(0);
    expect(await count(line, `messages where item_id = '${id}'`)).toBe(2);
  });

  it('entered by staff is out of their sight at once', async () => {
    const { reference } = await enterSample(line, triage, { channel: 'in_person', type: 'sensitive_report' });
    expect(await showItem(line, triage, reference)).toMatchObject({ code: 'not_found' });
    expect((await showItem(line, vera, reference)).ok).toBe(true);
  });
});

describe('marking sensitive', () => {
  it.each([
    ['staff', (item: { reference: string }) => markSensitive(line, triage, item.reference)],
    [
      'a classification',
      (item: { reference: string }) => classifyItem(line, triage, item.reference, { type: 'sensitive_report' }),
    ],
  ])('by %s hides it from everybody else, frees it and takes back what was posted', async (_, mark) => {
    const item = await report('complaint');
    await claimItem(line, triage, item.reference);
    expect((await mark(item)).ok).toBe(true);
    expect(await seenBy(triage, item)).toEqual([]);
    expect(await row(line, `select sensitive, assignee_id from items where id = '${item.id}'`)).toEqual({
      sensitive: true,
      assignee_id: null,
    });
    expect(await count(line, `outbox where merge_key = 'redact:${item.id}'`)).toBe(1);
    expect((await claimItem(line, vera, item.reference)).ok).toBe(true);
    expect(await markSensitive(line, vera, item.reference)).toMatchObject({ code: 'already_sensitive' });
  });

  it('by the resident does the same, and a second tap says so', async () => {
    const item = await report('complaint');
    await item.resident.act({ kind: 'button', data: `i:serious:${item.id}` });
    expect(item.resident.keys()).toContain('discreet:marked');
    expect(await seenBy(triage, item)).toEqual([]);
    await item.resident.act({ kind: 'button', data: `i:serious:${item.id}` });
    expect(item.resident.keys()).toContain('errors:already_sensitive');
  });

  it('cannot be undone by a classification', async () => {
    const item = await report();
    expect((await classifyItem(line, vera, item.reference, { type: 'question' })).ok).toBe(true);
    expect(await seenBy(triage, item)).toEqual([]);
  });
});

describe('excluding', () => {
  it('a person named in it never sees it again, whatever their roles, and loses it if they had it', async () => {
    const item = await report();
    await claimItem(line, both, item.reference);
    expect((await excludeStaff(line, vera, item.reference, [both.id])).ok).toBe(true);
    expect(await seenBy(both, item)).toEqual([]);
    expect(await claimItem(line, both, item.reference)).toMatchObject({ code: 'not_found' });
    expect(await seenBy(vera, item)).toEqual(expect.arrayContaining(['unassigned', 'show']));
    const events = `events where item_id = '${item.id}' and kind = 'staff_excluded' and data::text like '%${both.id}%'`;
    expect(await count(line, events)).toBe(1);
  });

  it('is for sensitive items only', async () => {
    const { reference } = await report('complaint');
    expect(await excludeStaff(line, both, reference, [triage.id])).toMatchObject({ code: 'not_sensitive' });
  });
});
