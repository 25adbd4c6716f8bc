import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { classifyItem } from '../../../src/core/items/classify-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { mergeItems } from '../../../src/core/items/merge-items.ts';
import { reopenItem } from '../../../src/core/items/reopen-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { whoReads } from '../../../src/core/items/who-reads.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let vera: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
  vera = await makeStaff(line, ['triage', 'protection']);
});
afterAll(() => line.close());

async function sent(options: { type?: string; anonymous?: boolean } = {}) {
  clock = new Date(clock.getTime() + 1000);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('nuk ka ujë', options);
  const receipt = JSON.stringify(resident.said()).match(/(\d{4} ){3}\d{4}/)?.[0];
  return { resident, receipt, ...(await lastItem(line)) };
}
type Sent = Awaited<ReturnType<typeof sent>>;
const reply = (reference: string, text: string, readers?: number) =>
  replyToItem(line, ana, reference, { text, changeKey: randomUUID(), ...(readers !== undefined && { readers }) });
const close = (reference: string, readers?: number) =>
  closeItem(line, ana, reference, {
    reason: 'answered',
    whatWasDone: 'u rregullua',
    changeKey: randomUUID(),
    ...(readers !== undefined && { readers }),
  });
const standing = (id: string) =>
  row(line, `select status, closed_reason, merged_into_id, assignee_id from items where id = '${id}'`);
const OPEN = { status: 'open', closed_reason: null, merged_into_id: null };
const answersTo = (id: string) => count(line, `deliveries where item_id = '${id}' and kind in ('answer','closing')`);
async function merged(): Promise<[Sent, Sent]> {
  const [a, b] = [await sent(), await sent()];
  expect((await mergeItems(line, ana, b.reference, a.reference)).ok).toBe(true);
  return [a, b];
}

describe('what may be merged', () => {
  const kinds = { anonymous: { anonymous: true }, sensitive: { type: 'sensitive_report' }, ordinary: {} };
  const pairs = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((one) =>
    (Object.keys(kinds) as (keyof typeof kinds)[]).map((two) => [one, two] as const),
  );
  it.each(pairs.filter(([one, two]) => one !== 'ordinary' || two !== 'ordinary'))(
    'an item that is %s is never merged with one that is %s, and both stand as before',
    async (one, two) => {
      const [duplicate, target] = [await sent(kinds[one]), await sent(kinds[two])];
      const result = await mergeItems(line, vera, duplicate.reference, target.reference);
      expect(result).toMatchObject({
        ok: false,
        code: one === 'sensitive' || two === 'sensitive' ? 'merge_of_sensitive' : 'merge_of_anonymous',
      });
      expect(await standing(duplicate.id)).toMatchObject(OPEN);
      expect(await standing(target.id)).toMatchObject(OPEN);
    },
  );

  it('never into what is closed already, where no answer would come any more', async () => {
    const [target, duplicate] = [await sent(), await sent()];
    await close(target.reference);
    expect(await mergeItems(line, ana, duplicate.reference, target.reference)).toMatchObject({ code: 'target_closed' });
    expect(await standing(duplicate.id)).toMatchObject(OPEN);
  });

  it('the database itself holds no anonymous or sensitive item that points to another', async () => {
    const [a, b] = [await sent(), await sent({ anonymous: true })];
    await expect(
      rows(line, `update items set merged_into_id = '${a.id}' where id = '${b.id}' returning id`),
    ).rejects.toMatchObject({ cause: { message: /items_merged_are_ordinary/ } });
  });
});

describe('who reads an answer', () => {
  it('only what is answered after the merge goes to the merged ones, by no way the answers before', async () => {
    const [a, b] = [await sent(), await sent()];
    expect((await reply(a.reference, 'përgjigje e mëparshme')).ok).toBe(true);
    expect((await mergeItems(line, ana, b.reference, a.reference)).ok).toBe(true);
    expect(await answersTo(b.id)).toBe(0);
    expect((await reply(a.reference, 'përgjigje e mëvonshme')).ok).toBe(true);
    expect(await answersTo(b.id)).toBe(1);
    const everything: string[] = [];
    for (const act of [
      () => b.resident.tap(`i:show:${b.id}`),
      () => b.resident.command('my'),
      () => b.resident.command('privacy'),
    ])
      everything.push(JSON.stringify((await act()).all));
    everything.push(JSON.stringify((await b.resident.press('download')).all));
    expect(everything.join()).not.toContain('përgjigje e mëparshme');
    expect(everything.join()).not.toContain(a.reference);
  });

  it('a receipt shows the answers to its own item alone, also where it was merged by a version before', async () => {
    const [a, b] = [await sent(), await sent({ anonymous: true })];
    await reply(a.reference, 'fjala e fshehtë e tjetrit');
    await rows(line, 'alter table items drop constraint items_merged_are_ordinary');
    await rows(
      line,
      `update items set status = 'closed', closed_reason = 'duplicate', closed_at = now(), merged_into_id = '${a.id}' where id = '${b.id}'`,
    );
    await b.resident.act({ kind: 'button', data: 'm:receipt' });
    await b.resident.write(b.receipt as string);
    expect(b.resident.keys()).toContain('receipt:found');
    expect(JSON.stringify(b.resident.said())).not.toContain('fjala e fshehtë');
    await rows(
      line,
      `update items set status = 'open', closed_reason = null, closed_at = null, merged_into_id = null where id = '${b.id}'`,
    );
    await rows(
      line,
      'alter table items add constraint items_merged_are_ordinary check (merged_into_id is null or not (sensitive or anonymous))',
    );
  });

  it('are counted, each resident once, through duplicates of duplicates, and never those who cannot be reached', async () => {
    const [a, b] = await merged();
    const c = await sent();
    await mergeItems(line, ana, c.reference, b.reference);
    expect((await whoReads(line, a.reference))?.count).toBe(2);
    const d = await sent();
    await mergeItems(line, ana, d.reference, a.reference);
    await b.resident.sendFeedback('edhe një herë');
    const again = await lastItem(line);
    await mergeItems(line, ana, again.reference, a.reference);
    expect((await whoReads(line, a.reference))?.count).toBe(3);
    expect((await whoReads(line, c.reference))?.count).toBe(1);
    const anonymous = await sent({ anonymous: true });
    expect((await whoReads(line, anonymous.reference))?.count).toBe(0);
  });

  it.each([
    ['a reply', (reference: string, readers: number) => reply(reference, 'vetëm për kë u shkrua', readers)],
    ['a closing', (reference: string, readers: number) => close(reference, readers)],
  ])('%s written for fewer than would read it is not sent to more', async (_, send) => {
    const [a, b] = [await sent(), await sent()];
    const readers = (await whoReads(line, a.reference))?.count ?? 0;
    expect(readers).toBe(1);
    await mergeItems(line, ana, b.reference, a.reference);
    expect(await send(a.reference, readers)).toMatchObject({ code: 'more_read_it', values: { count: 2 } });
    expect([await answersTo(a.id), await answersTo(b.id)]).toEqual([0, 0]);
    expect((await send(a.reference, 2)).ok).toBe(true);
    expect([await answersTo(a.id), await answersTo(b.id)]).toEqual([1, 1]);
  });
});

describe('a merge is undone', () => {
  it.each([
    ['marked by staff', (a: Sent) => markSensitive(line, ana, a.reference)],
    ['classified', (a: Sent) => classifyItem(line, ana, a.reference, { type: 'sensitive_report' })],
    ['marked by its resident', (a: Sent) => a.resident.tap(`i:serious:${a.id}`)],
  ])(
    'when the item that goes on becomes sensitive (%s): the other stands open by itself and hears no word of it',
    async (_, mark) => {
      const [a, b] = await merged();
      await mark(a);
      expect(await standing(b.id)).toMatchObject(OPEN);
      expect(await count(line, `events where item_id = '${b.id}' and kind = 'item_unmerged'`)).toBe(1);
      expect(await count(line, `outbox where merge_key = 'card:${b.id}'`)).toBe(1);
      await replyToItem(line, vera, a.reference, { text: 'vetëm për ju', changeKey: randomUUID() });
      expect(await answersTo(b.id)).toBe(0);
    },
  );

  it.each([
    ['staff', (b: Sent) => markSensitive(line, ana, b.reference)],
    ['its resident', (b: Sent) => b.resident.tap(`i:serious:${b.id}`)],
  ])('when the merged one is marked sensitive by %s: it is open, and hears no answer to the other', async (_, mark) => {
    const [a, b] = await merged();
    await mark(b);
    expect(await standing(b.id)).toMatchObject(OPEN);
    expect(await standing(a.id)).toMatchObject(OPEN);
    await reply(a.reference, 'për tjetrin');
    expect(await answersTo(b.id)).toBe(0);
  });

  it.each([
    [
      'withdrawn by its resident',
      async (a: Sent) => {
        await a.resident.tap(`i:withdraw:${a.id}`);
        await a.resident.press('yes');
      },
    ],
    [
      'forgotten',
      (a: Sent) =>
        line.database.transaction(async (tx) => {
          const { resident_id } = await row(line, `select resident_id from items where id = '${a.id}'`);
          await forgetResident(tx, line, resident_id as string, 'resident');
        }),
    ],
  ])('when the item that goes on is %s unanswered: nobody who was merged into it is left alone', async (_, end) => {
    const [a, b] = await merged();
    await end(a);
    expect(await standing(a.id)).toMatchObject({ status: 'closed' });
    expect(await standing(b.id)).toMatchObject(OPEN);
  });

  it('when it is opened again: from then on it has answers of its own alone', async () => {
    const [a, b] = await merged();
    expect((await reopenItem(line, ana, b.reference)).ok).toBe(true);
    await reply(a.reference, 'për tjetrin');
    expect(await answersTo(b.id)).toBe(0);
  });

  it('not when the item that goes on was answered and closed: who was merged into it heard so', async () => {
    const [a, b] = await merged();
    expect((await close(a.reference)).ok).toBe(true);
    expect(await answersTo(b.id)).toBe(1);
    expect(await standing(b.id)).toMatchObject({ status: 'closed', merged_into_id: a.id });
  });
});
