import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { classifyItem } from '../../src/core/items/classify-item.ts';
import { markSensitive } from '../../src/core/items/hidden/mark-sensitive.ts';
import { makeJoinCode } from '../../src/core/items/in-person/make-join-code.ts';
import { referItem } from '../../src/core/items/refer-item.ts';
import { replyToItem } from '../../src/core/items/reply-to-item.ts';
import { afterCommit, type Tx } from '../../src/db/client.ts';
import { enterSample } from '../support/items.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { publishedOffer, sampleOffer } from '../support/offers.ts';
import { makeResident } from '../support/resident.ts';
import { count, row, rows } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  ana = await makeStaff(line, ['triage', 'protection', 'lead']);
});
afterAll(() => line.close());

describe('two who wait for each other', () => {
  it('both have their way: who is sent back begins anew, once, and what it asked for after its commit is done once', async () => {
    const [one, other] = ['seatOfferHours', 'referralHours'];
    const lock = (tx: Tx, key: string) =>
      tx.execute(sql`insert into settings (key, value, updated_at) values (${key}, '1', now())
        on conflict (key) do update set updated_at = now()`);
    for (const key of [one, other]) await lock(line.database.read, key as string);
    const begun = { first: 0, second: 0 };
    const committed: string[] = [];
    let met = () => {};
    const both = new Promise<void>((resolve) => {
      let waiting = 2;
      met = () => {
        waiting -= 1;
        if (waiting === 0) resolve();
      };
    });
    const crossing = (name: 'first' | 'second', keys: string[]) =>
      line.database.transaction(async (tx) => {
        begun[name] += 1;
        await lock(tx, keys[0] as string);
        met();
        await both;
        await lock(tx, keys[1] as string);
        afterCommit(tx, async () => {
          committed.push(name);
        });
        return name;
      });
    const done = await Promise.all([
      crossing('first', [one as string, other as string]),
      crossing('second', [other as string, one as string]),
    ]);
    expect(done).toEqual(['first', 'second']);
    expect(begun.first + begun.second).toBe(3);
    expect(committed.sort()).toEqual(['first', 'second']);
  });

  it('anything else that goes wrong is tried once', async () => {
    let begun = 0;
    const broken = line.database.transaction(async (tx) => {
      begun += 1;
      await tx.execute(sql`select no_such_column`);
    });
    await expect(broken).rejects.toThrow();
    expect(begun).toBe(1);
  });

  it('a person who comes with their code and staff who work on what is theirs', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { reference, itemId } = await enterSample(line, ana, { contact: { phone: '+38344123456' } });
      const made = await makeJoinCode(line, ana, reference);
      const resident = makeResident(line);
      await resident.agree();
      const [came, marked] = await Promise.all([
        resident.write(made.ok ? made.value.code : ''),
        round % 2
          ? markSensitive(line, ana, reference)
          : replyToItem(line, ana, reference, { text: 'po', changeKey: randomUUID() }),
        makeJoinCode(line, ana, reference),
        classifyItem(line, ana, reference, { sector: 'education' }),
      ]);
      expect(came.all.length).toBeGreaterThan(0);
      expect(marked.ok).toBe(true);
      expect(await count(line, `items where id = '${itemId}'`)).toBe(1);
    }
  });
});

it('with one connection to the database alone everything is done: nothing in a transaction waits for a second one', async () => {
  const narrow = await openTestLine({ connections: 1 });
  try {
    const lead = await makeStaff(narrow, ['triage', 'protection', 'lead']);
    const resident = makeResident(narrow);
    await resident.agree();
    await resident.sendFeedback('nuk kemi ujë');
    await resident.sendFeedback('më rrahin', { type: 'sensitive_report', safe: 'no' });
    await resident.sendFeedback('pa emër', { anonymous: true });
    await resident.command('privacy');
    await resident.command('my');
    const [item] = await rows(
      narrow,
      "select id, reference from items where kind = 'feedback' and not sensitive and not anonymous",
    );
    const reference = String(item?.reference);
    await replyToItem(narrow, lead, reference, { text: 'Po shikojmë.', changeKey: randomUUID() });
    await classifyItem(narrow, lead, reference, { priority: 'urgent' });
    await referItem(narrow, lead, reference, { toAgency: 'UNICEF', remark: 'a remark' });
    await resident.register(await publishedOffer(narrow, lead, sampleOffer(narrow.now())));
    await markSensitive(narrow, lead, reference);
    expect(await row(narrow, 'select count(*)::int as n from items')).toEqual({ n: 4 });
  } finally {
    await narrow.close();
  }
});
