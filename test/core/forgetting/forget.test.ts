import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealActs } from '../../../src/core/audit/seal-acts.ts';
import { verifyActs } from '../../../src/core/audit/verify-acts.ts';
import { applyRetention } from '../../../src/core/forgetting/apply-retention.ts';
import { forgetByReference } from '../../../src/core/forgetting/forget-by-reference.ts';
import { replayTombstones } from '../../../src/core/forgetting/replay-tombstones.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { recordSaid, recordUndeliverable, takePendingSays } from '../../../src/core/residents/pending-says.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let folder: string;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  folder = await mkdtemp(join(tmpdir(), 'community-line-tombstones-'));
});
afterAll(async () => {
  await line.close();
  await rm(folder, { recursive: true, force: true });
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const pass = (milliseconds: number) => {
  clock = new Date(clock.getTime() + milliseconds);
};

async function known(options: { type?: string; anonymous?: boolean } = {}) {
  pass(1000);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjalë për t’u harruar', options);
  const item = await lastItem(line);
  const { resident_id, key_id } = await row(line, `select resident_id, key_id from items where id = '${item.id}'`);
  return { resident, ...item, residentId: resident_id as string, keyId: key_id as string };
}
const forget = async (resident: ReturnType<typeof makeResident>) => {
  await resident.command('forget');
  await resident.press('sure:yes');
  await resident.press('really:yes');
};
async function expectGone(item: { id: string; keyId: string; residentId: string | null }) {
  expect(await count(line, `person_keys where id = '${item.keyId}'`)).toBe(0);
  expect(await count(line, `tombstones where key_id = '${item.keyId}'`)).toBe(1);
  await expectWordless(item.id);
  if (item.residentId) expect(await count(line, `residents where id = '${item.residentId}'`)).toBe(0);
}
async function expectWordless(id: string) {
  expect(
    await count(line, `messages where item_id = '${id}' and (sealed_body is not null or source_hash is not null)`),
  ).toBe(0);
  expect(await count(line, `messages where item_id = '${id}'`)).toBeGreaterThan(0);
  expect(await count(line, `search_bags where item_id = '${id}' and sealed is not null`)).toBe(0);
  expect(await count(line, `deliveries where item_id = '${id}' and sealed_say is not null`)).toBe(0);
  expect(await count(line, `outbox where merge_key = 'redact:${id}'`)).toBe(1);
  expect(
    await row(
      line,
      `select resident_id, receipt_hash, sealed_settlement, redacted_at is null as kept from items where id = '${id}'`,
    ),
  ).toEqual({
    resident_id: null,
    receipt_hash: null,
    sealed_settlement: null,
    kept: false,
  });
}

describe('forgetting', () => {
  it('destroys the key, empties every message and leaves a tombstone and the counts', async () => {
    const staff = await makeStaff(line, ['triage']);
    const one = await known();
    await noteOnItem(line, staff, one.reference, { text: 'e brendshme' });
    await replyToItem(line, staff, one.reference, { text: 'po', changeKey: randomUUID() });
    const items = await count(line, 'items');
    await forget(one.resident);
    await expectGone(one);
    expect(await count(line, 'items')).toBe(items);
    expect(
      await row(line, `select type, municipality, status, closed_reason from items where id = '${one.id}'`),
    ).toEqual({
      type: 'complaint',
      municipality: 'mitrovica_north',
      status: 'closed',
      closed_reason: 'withdrawn',
    });
    expect(await replyToItem(line, staff, one.reference, { text: 'po', changeKey: randomUUID() })).toMatchObject({
      code: 'words_destroyed',
    });
    const shown = await showItem(line, staff, one.reference);
    expect(shown.ok && shown.value.messages.every((message) => message.body === null)).toBe(true);
  });

  it('leaves the items of everybody else as they are', async () => {
    const [one, other] = [await known(), await known()];
    await forget(one.resident);
    expect(await count(line, `messages where item_id = '${other.id}' and sealed_body is not null`)).toBe(1);
    expect(await count(line, `person_keys where id = '${other.keyId}'`)).toBe(1);
  });

  it('by a reference takes everything of the resident, and of an anonymous item that item alone', async () => {
    const one = await known();
    await one.resident.sendFeedback('edhe kjo');
    expect(await forgetByReference(line, one.reference)).toMatchObject({ value: { items: 2 } });
    await expectGone(one);
    const anonymous = await known({ anonymous: true });
    expect(anonymous.residentId).toBeNull();
    expect(await forgetByReference(line, anonymous.reference)).toMatchObject({ value: { items: 1 } });
    await expectGone(anonymous);
    expect(await forgetByReference(line, 'F-ZZZZZZ')).toMatchObject({ code: 'not_found' });
  });

  it('somebody who comes back after it is a stranger who is asked anew', async () => {
    const one = await known();
    await forget(one.resident);
    await one.resident.command('my');
    expect(one.resident.keys().some((key) => key.startsWith('items:'))).toBe(false);
    expect(
      await count(
        line,
        `residents where chat_hash = '\\x${line.keyring.lookupHash('chat', one.resident.chatId).toString('hex')}' and key_id is null`,
      ),
    ).toBe(1);
  });

  it('survives a restored backup', async () => {
    const file = join(folder, 'tombstones');
    const [one, anonymous] = [await known(), await known({ anonymous: true })];
    const tables = ['person_keys', 'residents', 'items', 'messages'];
    for (const table of tables) await rows(line, `create table backup_${table} as select * from ${table}`);
    await forget(one.resident);
    await forgetByReference(line, anonymous.reference);
    expect(await replayTombstones(line, file)).toBe(0);
    expect(await readFile(file, 'utf8')).toContain(one.keyId);
    // What a restored backup brings: rows as they were, and a list of tombstones that knows nothing.
    await rows(line, 'delete from tombstones');
    const ids = `('${one.id}', '${anonymous.id}')`;
    await rows(
      line,
      `insert into person_keys select * from backup_person_keys where id in ('${one.keyId}', '${anonymous.keyId}')`,
    );
    await rows(line, `insert into residents select * from backup_residents where id = '${one.residentId}'`);
    await rows(
      line,
      `update items i set (status, closed_reason, closed_at, resident_id, key_id, redacted_at) = (b.status, b.closed_reason, b.closed_at, b.resident_id, b.key_id, b.redacted_at)
       from backup_items b where b.id = i.id and i.id in ${ids}`,
    );
    await rows(
      line,
      `update messages m set sealed_body = b.sealed_body, source_hash = b.source_hash from backup_messages b where b.id = m.id and m.item_id in ${ids}`,
    );
    await rows(line, "delete from outbox where topic = 'redact'");
    expect(await count(line, `messages where item_id in ${ids} and sealed_body is not null`)).toBe(2);
    expect(await replayTombstones(line, file)).toBe(2);
    await expectGone(one);
    await expectGone(anonymous);
    expect(await replayTombstones(line, file)).toBe(0);
  });
});

describe('retention', () => {
  it('lets go of a closed item’s words after the promised days, of a sensitive one’s earlier, and of none that is open', async () => {
    const staff = await makeStaff(line, ['triage', 'protection']);
    const [plain, serious, open, anonymous] = [
      await known(),
      await known({ type: 'sensitive_report' }),
      await known(),
      await known({ anonymous: true }),
    ];
    for (const { reference } of [plain, serious, anonymous]) {
      const closing = { reason: 'answered' as const, whatWasDone: 'u krye', changeKey: randomUUID() };
      expect((await closeItem(line, staff, reference, closing)).ok).toBe(true);
    }
    const words = (id: string) => count(line, `messages where item_id = '${id}' and sealed_body is not null`);
    pass(364 * DAY);
    expect((await applyRetention(line)).items).toBe(0);
    pass(2 * DAY);
    await applyRetention(line);
    await expectWordless(serious.id);
    expect(await words(plain.id)).toBe(2);
    pass(365 * DAY);
    await applyRetention(line);
    await expectWordless(plain.id);
    await expectGone(anonymous);
    expect(await words(open.id)).toBe(1);
    expect(await count(line, `person_keys where id = '${plain.keyId}'`)).toBe(1);
    expect(await applyRetention(line)).toEqual({ items: 0, residents: 0, unconsented: 0 });
  });

  it('forgets who was silent for the promised days with nothing open, and nobody else', async () => {
    const [silent, waiting] = [await known(), await known()];
    await rows(
      line,
      `update items set status = 'closed', closed_reason = 'answered', closed_at = '${clock.toISOString()}' where id = '${silent.id}'`,
    );
    pass(1097 * DAY);
    const active = await known();
    await applyRetention(line);
    await expectGone(silent);
    for (const other of [waiting, active])
      expect(await count(line, `residents where id = '${other.residentId}'`)).toBe(1);
  });

  it('a person who did not agree is gone after a day, and not before', async () => {
    const resident = makeResident(line);
    await resident.command('start');
    const hash = line.keyring.lookupHash('chat', resident.chatId).toString('hex');
    const there = () => count(line, `residents where chat_hash = '\\x${hash}'`);
    pass(24 * HOUR - 1000);
    await applyRetention(line);
    expect(await there()).toBe(1);
    pass(2000);
    expect((await applyRetention(line)).unconsented).toBe(1);
    expect(await there()).toBe(0);
  });
});

describe('deliveries', () => {
  it('what a resident who had blocked the bot missed is said when they are back', async () => {
    const staff = await makeStaff(line, ['triage']);
    const one = await known();
    await replyToItem(line, staff, one.reference, { text: 'përgjigja', changeKey: randomUUID() });
    const pending = await takePendingSays(line, one.residentId);
    if (!pending || pending === 'busy') throw new Error('nothing waits');
    await recordUndeliverable(line, one.residentId, pending.says[0]?.deliveryId as number, 'blocked');
    await one.resident.act({ kind: 'blocked' });
    pass(60_000);
    expect(await takePendingSays(line, one.residentId)).toBeNull();
    const back = await one.resident.act({ kind: 'unblocked' });
    expect(JSON.stringify(back.say)).toContain('help:welcome_back');
    const again = await takePendingSays(line, one.residentId);
    expect(JSON.stringify(again)).toContain('përgjigja');
  });

  it('words refused for good are not kept', async () => {
    const staff = await makeStaff(line, ['triage']);
    const one = await known();
    await replyToItem(line, staff, one.reference, { text: 'përgjigja', changeKey: randomUUID() });
    const pending = await takePendingSays(line, one.residentId);
    if (!pending || pending === 'busy') throw new Error('nothing waits');
    await recordUndeliverable(line, one.residentId, pending.says[0]?.deliveryId as number, 'refused');
    expect(await count(line, `deliveries where item_id = '${one.id}' and sealed_say is not null`)).toBe(0);
  });

  it('the loop of an item closes when the closing arrived, and opens with the item', async () => {
    const staff = await makeStaff(line, ['triage']);
    const one = await known();
    const closing = { reason: 'acted_on' as const, whatWasDone: 'u krye', changeKey: randomUUID() };
    await closeItem(line, staff, one.reference, closing);
    const loop = async () =>
      (await row(line, `select loop_closed_at from items where id = '${one.id}'`)).loop_closed_at;
    expect(await loop()).toBeNull();
    await one.resident.act({ kind: 'button', data: `i:rate:${one.id}:yes` });
    const pending = await takePendingSays(line, one.residentId);
    if (!pending || pending === 'busy') throw new Error('nothing waits');
    for (const { deliveryId } of pending.says) await recordSaid(line, one.residentId, deliveryId);
    expect(await loop()).not.toBeNull();
    await one.resident.act({ kind: 'button', data: `i:rate:${one.id}:no` });
    expect(await loop()).toBeNull();
  });
});

it('what was sealed of their acts holds once they are forgotten, and of an anonymous item too', async () => {
  const { resident } = await known();
  await known({ anonymous: true });
  pass(HOUR);
  expect(await sealActs(line)).toBeGreaterThan(0);
  const { head } = await verifyActs(line, null);
  await forget(resident);
  pass(HOUR);
  await sealActs(line);
  expect(await verifyActs(line, head)).toMatchObject({ unsealed: 0, faults: [] });
});
