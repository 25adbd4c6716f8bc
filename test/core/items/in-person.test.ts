import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { forgetByReference } from '../../../src/core/forgetting/forget-by-reference.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { escalateOverdue } from '../../../src/core/items/escalate-overdue.ts';
import { changeContact, showContact } from '../../../src/core/items/in-person/contact.ts';
import { tellPerson } from '../../../src/core/items/in-person/tell-person.ts';
import { untellPerson } from '../../../src/core/items/in-person/untell-person.ts';
import { countQueue } from '../../../src/core/items/list-queue.ts';
import { mergeItems } from '../../../src/core/items/merge-items.ts';
import { referItem } from '../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { enterItem } from '../../../src/core/items/taken-in/enter-item.ts';
import { showHistory } from '../../../src/core/views/show-history.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { enterSample } from '../../support/items.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let safe: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
  safe = await makeStaff(line, ['protection']);
});
afterAll(() => line.close());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const pass = (milliseconds: number) => {
  clock = new Date(clock.getTime() + milliseconds);
};
const CONTACT = { name: 'Hamijet e shpikur', phone: '+38344123456', how: 'pas orës 17, përgjigjet edhe vajza' };
const enter = (changes: Parameters<typeof enterSample>[2] = {}) =>
  enterSample(line, ana, { contact: CONTACT, aboutYou: { gender: 'woman', communities: ['roma'] }, ...changes });
const reply = (reference: string, text = 'Do të vijmë të martën.') =>
  replyToItem(line, ana, reference, { text, changeKey: randomUUID() });
const close = (reference: string) =>
  closeItem(line, ana, reference, { reason: 'acted_on', whatWasDone: 'U rregullua.', changeKey: randomUUID() });
const item = (reference: string) =>
  row(line, `select first_response_at, loop_closed_at, last_word, status from items where reference = '${reference}'`);
const states = async (reference: string) =>
  (
    await rows(
      line,
      `select d.kind || ' ' || d.state as said from deliveries d join items i on i.id = d.item_id where i.reference = '${reference}' order by d.id`,
    )
  ).map(({ said }) => said);

describe('what is said to somebody without a channel', () => {
  it('counts as answered when they were told, and neither when they were entered nor when it was written', async () => {
    const { reference } = await enter();
    expect((await item(reference)).first_response_at).toBeNull();
    pass(2 * HOUR);
    expect(await reply(reference)).toMatchObject({ ok: true, value: { way: 'tell_in_person' } });
    expect(await item(reference)).toMatchObject({ first_response_at: null, last_word: 'resident' });
    expect(await states(reference)).toEqual(['answer to_tell']);
    pass(3 * HOUR);
    expect((await tellPerson(line, ana, reference)).ok).toBe(true);
    const after = await item(reference);
    expect(new Date(after.first_response_at as string)).toEqual(clock);
    expect(after.last_word).toBe('staff');
    expect(await states(reference)).toEqual(['answer sent']);
    expect(await tellPerson(line, ana, reference)).toMatchObject({ code: 'nothing_to_tell' });
    const history = await showHistory(line, ana, reference);
    expect(history.ok && history.value.map(({ kind }) => kind)).toEqual([
      'item_submitted',
      'item_claimed',
      'item_replied',
      'person_told',
    ]);
  });

  it('closes the loop when they were told what was done', async () => {
    const { reference } = await enter();
    expect((await close(reference)).ok).toBe(true);
    expect(await item(reference)).toMatchObject({ status: 'closed', first_response_at: null, loop_closed_at: null });
    pass(HOUR);
    expect((await tellPerson(line, ana, reference)).ok).toBe(true);
    const after = await item(reference);
    expect([after.first_response_at, after.loop_closed_at].map((at) => new Date(at as string))).toEqual([clock, clock]);
  });

  it('is told again after a Told that was a mistake, and what counted from it counts no more', async () => {
    const { reference } = await enter();
    await reply(reference, 'E para.');
    await tellPerson(line, ana, reference);
    const first = (await item(reference)).first_response_at;
    pass(HOUR);
    await close(reference);
    await tellPerson(line, ana, reference);
    expect((await untellPerson(line, ana, reference)).ok).toBe(true);
    expect(await item(reference)).toMatchObject({
      first_response_at: first,
      loop_closed_at: null,
      last_word: 'resident',
    });
    expect(await states(reference)).toEqual(['answer sent', 'closing to_tell']);
    expect((await untellPerson(line, ana, reference)).ok).toBe(true);
    expect(await item(reference)).toMatchObject({ first_response_at: null });
    expect(await untellPerson(line, ana, reference)).toMatchObject({ code: 'nothing_told' });
    expect((await tellPerson(line, ana, reference)).ok).toBe(true);
    expect(await states(reference)).toEqual(['answer sent', 'closing sent']);
  });

  it('is no answer when it only says who deals with it', async () => {
    const { reference } = await enter();
    await referItem(line, ana, reference, { toAgency: 'UNICEF', remark: '' });
    const waiting = await states(reference);
    if (waiting.length === 0) return;
    await tellPerson(line, ana, reference);
    expect((await item(reference)).first_response_at).toBeNull();
  });

  it('is overdue while nobody has told them, closed or not, and stands in the list of whom to call', async () => {
    const before = await countQueue(line, ana, 'to_tell');
    const { reference, itemId } = await enter();
    await close(reference);
    pass(30 * DAY);
    await escalateOverdue(line);
    expect(await count(line, `events where kind = 'item_escalated' and item_id = '${itemId}'`)).toBe(1);
    const now = await countQueue(line, ana, 'to_tell');
    expect(now.ok && before.ok && now.value - before.value).toBe(1);
    await tellPerson(line, ana, reference);
    expect(await countQueue(line, ana, 'to_tell')).toEqual(before);
  });

  it('reaches whose item was merged into that of somebody on Telegram, each in their own way', async () => {
    const resident = makeResident(line);
    await resident.agree();
    await resident.sendFeedback('edhe te ne', { type: 'complaint' });
    const target = await lastItem(line);
    const { reference } = await enter();
    expect((await mergeItems(line, ana, reference, target.reference)).ok).toBe(true);
    await reply(target.reference);
    expect((await item(target.reference)).first_response_at).not.toBeNull();
    expect(await states(target.reference)).toContain('answer pending');
    expect(await states(reference)).toEqual(['notice to_tell', 'answer to_tell']);
    expect((await tellPerson(line, ana, reference)).ok).toBe(true);
  });
});

describe('how to reach them', () => {
  it('lies sealed, is shown to who may work on the item, and each look is written down', async () => {
    const { reference, itemId } = await enter();
    const held = JSON.stringify(
      await rows(line, `select * from residents r join items i on i.resident_id = r.id where i.id = '${itemId}'`),
    );
    for (const word of [...Object.values(CONTACT), '44123456']) {
      expect(held).not.toContain(word);
      expect(held).not.toContain(Buffer.from(word).toString('hex'));
    }
    const shown = await showItem(line, ana, reference);
    expect(shown.ok && shown.value.person).toMatchObject({ way: 'phone', hasContact: true });
    expect(JSON.stringify(shown)).not.toContain(CONTACT.phone);
    expect(await showContact(line, ana, reference)).toMatchObject({ ok: true, value: { contact: CONTACT } });
    expect(
      await count(line, `events where kind = 'contact_shown' and item_id = '${itemId}' and staff_id = '${ana.id}'`),
    ).toBe(1);
    await changeContact(line, ana, reference, { how: 'vetëm këtu' });
    expect(await showContact(line, ana, reference)).toMatchObject({ value: { contact: { how: 'vetëm këtu' } } });
    expect(line.logged.map((one) => JSON.stringify(one)).join()).not.toContain('44123456');
  });

  it('is not asked for: an item without it is entered, and says so', async () => {
    const { reference } = await enter({ contact: {}, aboutYou: {}, municipality: undefined });
    const shown = await showItem(line, ana, reference);
    expect(shown.ok && shown.value.person).toMatchObject({ hasContact: false });
    expect(await showContact(line, ana, reference)).toMatchObject({ ok: true, value: { contact: {} } });
  });

  it('of something serious is for protection alone, as its words are', async () => {
    const { reference } = await enter({ type: 'sensitive_report' });
    expect(await showContact(line, ana, reference)).toMatchObject({ code: 'not_found' });
    expect(await tellPerson(line, ana, reference)).toMatchObject({ code: 'not_found' });
    expect(await showContact(line, safe, reference)).toMatchObject({ ok: true, value: { contact: CONTACT } });
  });

  it('is of nobody who has a phone of their own on the line', async () => {
    const resident = makeResident(line);
    await resident.agree();
    await resident.sendFeedback('një fjalë', { type: 'question' });
    const { reference } = await lastItem(line);
    expect(await showContact(line, ana, reference)).toMatchObject({ code: 'no_contact' });
    expect(await tellPerson(line, ana, reference)).toMatchObject({ code: 'nothing_to_tell' });
  });

  it('goes with the person when they are forgotten, and with the last of their words', async () => {
    const one = await enter();
    const two = await enter();
    const keys = async (id: string) =>
      (await row(line, `select resident_id, key_id from items where id = '${id}'`)) as Record<string, string>;
    const [first, second] = [await keys(one.itemId), await keys(two.itemId)];
    expect(await forgetByReference(line, one.reference)).toMatchObject({ ok: true, value: { items: 1 } });
    expect(await count(line, `residents where id = '${first.resident_id}'`)).toBe(0);
    expect(await count(line, `person_keys where id = '${first.key_id}'`)).toBe(0);
    await close(two.reference);
    pass(731 * DAY);
    await applyRetention(line);
    expect(await count(line, `residents where id = '${second.resident_id}'`)).toBe(0);
    expect(await count(line, `person_keys where id = '${second.key_id}'`)).toBe(0);
    expect(await count(line, `tombstones where key_id = '${second.key_id}'`)).toBe(1);
  });
});

it('what they told of themselves goes with the item', async () => {
  const { itemId } = await enter({
    aboutYou: { gender: 'woman', ageBand: '60_plus', communities: ['roma', 'ashkali'], disability: 'yes' },
  });
  expect(await row(line, `select gender, age_band, communities, disability from items where id = '${itemId}'`)).toEqual(
    {
      gender: 'woman',
      age_band: '60_plus',
      communities: ['roma', 'ashkali'],
      disability: 'yes',
    },
  );
});

it('the same form sent twice at once is one item of one person', async () => {
  const changeKey = randomUUID();
  const before = await count(line, 'residents');
  const entered = {
    changeKey,
    channel: 'phone',
    type: 'question',
    sector: 'health',
    language: 'sq',
    text: 'a',
  } as const;
  const both = await Promise.all([enterItem(line, ana, entered), enterItem(line, ana, entered)]);
  expect(both.map((one) => one.ok)).toEqual([true, true]);
  expect((await count(line, 'residents')) - before).toBe(1);
});
