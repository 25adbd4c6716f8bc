import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { listQueue } from '../../../src/core/items/list-queue.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { lastItem } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';
import { toldReceipt } from '../../support/told-receipt.ts';

let line: TestLine;
let ana: StaffMember;
/** It stands still: whatever happens here happens in one hour, and in one moment. */
const NOW = new Date('2026-05-04T08:20:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => NOW });
  ana = await makeStaff(line, ['triage']);
});
afterAll(() => line.close());

const waiting = async (): Promise<string[]> => {
  const listed = await listQueue(line, ana, 'waiting_for_resident', 50);
  return listed.ok ? listed.value.entries.map(({ reference }) => reference) : [];
};
const reply = (reference: string) =>
  replyToItem(line, ana, reference, { text: 'po e shikojmë', changeKey: randomUUID() });

test.each([
  ['without a name', true],
  ['of a known resident', false],
])(
  'an item %s waits for the resident once it was answered, and no more once they wrote again, all of it within an hour',
  async (_, anonymous) => {
    const person = makeResident(line);
    await person.agree();
    await person.sendFeedback('nuk ka ujë', { anonymous });
    const told = person.said().flatMap((say) => say.lines);
    const receipt = toldReceipt(told);
    const { id, reference } = await lastItem(line);
    expect(await waiting()).not.toContain(reference);
    expect(await reply(reference)).toMatchObject({ ok: true });
    expect(await waiting()).toContain(reference);
    await person.tap(anonymous ? `r:add:${String(receipt).replaceAll(' ', '')}` : `i:add:${id}`);
    await person.write('ende nuk ka');
    await person.press('messages:!done');
    expect(await waiting()).not.toContain(reference);
    expect(await reply(reference)).toMatchObject({ ok: true });
    expect(await waiting()).toContain(reference);
  },
);
