import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobResult } from '../../../src/core/domain/work/job-result.ts';
import { emptyEnvelope } from '../../../src/core/items/taken-in/envelope.ts';
import type { Line } from '../../../src/core/line.ts';
import { mixRows } from '../../../src/core/residents/mix-rows.ts';
import { recordUndeliverable, releaseSays, takePendingSays } from '../../../src/core/residents/pending-says.ts';
import { claimWaiting } from '../../../src/db/queries/work/outbox.ts';
import type { Holds } from '../../../src/queue/holds.ts';
import { perform } from '../../../src/queue/workers.ts';
import { attackAll } from '../../support/attacks.ts';
import { everyTopic } from '../../support/every-topic.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';
import { toldReceipt } from '../../support/told-receipt.ts';

let line: TestLine;

beforeAll(async () => {
  const made = await openTestLine();
  // Read once, as in a running line: read anew within each of twenty transactions, it would wait for a connection that they all hold.
  const settings = await made.settings();
  line = { ...made, settings: async () => settings };
});
afterAll(() => line.close());

type Person = ReturnType<typeof makeResident>;

const idOf = async (person: Person): Promise<string> => {
  const hash = line.keyring.lookupHash('chat', person.chatId).toString('hex');
  return String((await row(line, `select id from residents where chat_hash = '\\x${hash}'`)).id);
};
const anonymousIds = async () => (await rows(line, 'select id from items where anonymous')).map(({ id }) => String(id));

async function newPerson(options: { worker?: boolean; told?: boolean } = {}): Promise<Person> {
  const person = makeResident(line, undefined, options);
  await person.agree();
  return person;
}

/** What one sends, and the receipt they are told. */
async function sendNameless(person: Person, text = 'pa emër'): Promise<string> {
  await person.sendFeedback(text, { anonymous: true });
  const told = person.said().flatMap((say) => say.lines);
  return String(toldReceipt(told));
}

const open = async (person: Person, receipt: string): Promise<string[]> => {
  await person.act({ kind: 'button', data: 'm:receipt' });
  await person.write(receipt);
  return person.keys();
};

describe('among twenty residents who do things at the same time', () => {
  const ROUNDS = 10;
  const CROWD = 20;
  /** By chance an attack names the sender in half a round of these; in five it does so once in ten thousand times. */
  const TOO_MANY = 5;

  // So many write at once that this holds without mixing too: it is about what a turn itself ties together. Mixing is held by the quiet hour below.
  test('nothing that turns write side by side ties an anonymous item to its sender: no transaction, place, number or moment, at once and after the hour', async () => {
    const people = await Promise.all(Array.from({ length: CROWD }, () => newPerson()));
    const atOnce = new Map<string, number>();
    const later = new Map<string, number>();
    const add = (sums: Map<string, number>, scores: Map<string, number>) => {
      for (const [attack, score] of scores) sums.set(attack, (sums.get(attack) ?? 0) + score);
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = new Set(await anonymousIds());
      const sender = people[Math.floor(Math.random() * CROWD)] as Person;
      let sent = false;
      await Promise.all(
        people.map(async (person) => {
          await person.command('menu');
          if (person === sender) await sendNameless(person).finally(() => (sent = true));
          // However slow the machine is, they are at it for as long as somebody sends: nobody is alone at the end.
          else
            do
              if (Math.random() < 0.3) await person.sendFeedback('me emër');
              else for (let turn = 0; turn < 4; turn += 1) await person.command('feedback');
            while (!sent);
          if (Math.random() < 0.5) await person.command('menu');
        }),
      );
      const [itemId] = (await anonymousIds()).filter((id) => !before.has(id));
      add(atOnce, await attackAll(line, String(itemId), await idOf(sender)));
      await mixRows(line);
      add(later, await attackAll(line, String(itemId), await idOf(sender)));
    }
    const won = (sums: Map<string, number>) => [...sums].filter(([, sum]) => sum >= TOO_MANY);
    expect(atOnce.size).toBeGreaterThan(20);
    expect(won(atOnce)).toEqual([]);
    expect(won(later)).toEqual([]);
  });

  /** Residents come one after the other; one of them sends. `alone`: nobody else's row can be written anew with theirs. */
  async function quietHours(rounds: number, { alone }: { alone: boolean }): Promise<Map<string, number>> {
    const people = await Promise.all(Array.from({ length: CROWD }, () => newPerson()));
    const sums = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const before = new Set(await anonymousIds());
      const sender = people[Math.floor(Math.random() * CROWD)] as Person;
      const senderId = await idOf(sender);
      for (const person of people) {
        await person.command('menu');
        if (person !== sender) continue;
        if (!alone) await sendNameless(person);
        else
          await line.database.transaction(async (tx) => {
            await tx.execute(`select id from residents where id <> '${senderId}' for no key update`);
            await sendNameless(person);
          });
      }
      // A worker found that everything was said and taken back already: what is owed to a resident goes within a moment.
      await rows(line, "delete from outbox where topic = 'resident'");
      const [itemId] = (await anonymousIds()).filter((id) => !before.has(id));
      for (const [attack, score] of await attackAll(line, String(itemId), senderId))
        sums.set(attack, (sums.get(attack) ?? 0) + score);
    }
    return sums;
  }

  test('nor do they when the others come one after the other, as in a quiet hour', async () => {
    const sums = await quietHours(6, { alone: false });
    expect([...sums].filter(([, sum]) => sum >= 4)).toEqual([]);
  });

  test('where no other row could be mixed with theirs, the same attack names the sender each time: it can succeed', async () => {
    const sums = await quietHours(3, { alone: true });
    expect([...sums].filter(([, sum]) => sum === 3).map(([attack]) => attack)).toContain(
      'after xmin: items ~ residents',
    );
  });

  test('no row of a resident shares a transaction with a row of an anonymous item', async () => {
    const person = await newPerson();
    await sendNameless(person);
    const ofItem = [
      'items i',
      'messages m join items i on i.id = m.item_id',
      'events m join items i on i.id = m.item_id',
    ];
    for (const from of ofItem) {
      const own = from.startsWith('items') ? 'i' : 'm';
      for (const other of ['residents', 'telegram_updates', 'deliveries'])
        expect(await count(line, `${from} join ${other} o on o.xmin = ${own}.xmin where i.anonymous`), other).toBe(0);
    }
  });

  test('no number of a resident’s row or of a handled update grows, and none is in two rows', async () => {
    const growing = await rows(
      line,
      `select column_name from information_schema.columns where table_name in ('residents', 'telegram_updates') and column_name <> 'chat_key_version'
       and data_type in ('bigint', 'integer')`,
    );
    expect(growing).toEqual([]);
    const person = await newPerson();
    await person.command('menu');
    expect(await count(line, 'residents r join telegram_updates u on u.update_hash = r.last_update_hash')).toBe(0);
  });

  test('facts and deliveries of others stand without a gap where an anonymous item was made', async () => {
    const other = await newPerson();
    await other.sendFeedback('para');
    const person = await newPerson();
    const last = async () =>
      Number(
        (await row(line, 'select max(e.id) as id from events e join items i on i.id = e.item_id where not i.anonymous'))
          .id,
      );
    const before = await last();
    await sendNameless(person);
    await other.sendFeedback('pas');
    expect(await count(line, `events where id > ${before} and id <= ${await last()}`)).toBe((await last()) - before);
    expect(await last()).toBeGreaterThan(before);
    for (const table of ['deliveries', 'outbox'])
      expect((await row(line, `select pg_get_serial_sequence('${table}', 'id') as name`)).name, table).toBeNull();
  });
});

describe('while Telegram does not answer', () => {
  /** All that the outbox holds of what is owed to a resident, but for whose it is; times as they may be: none, or the hour. */
  async function owedTo(person: Person): Promise<unknown[]> {
    const id = await idOf(person);
    const owed = await rows(
      line,
      `select topic, payload, merge_key, urgent, state, attempts, generation, reason, run_at = 'epoch' as at_once,
         created_at = date_trunc('hour', created_at, 'UTC') as to_the_hour, queued_at, stranded_at, held_until
       from outbox where payload::text like '%${id}%' order by topic`,
    );
    return JSON.parse(JSON.stringify(owed).replaceAll(id, 'ID')) as unknown[];
  }
  /** A worker tries what is owed to residents, in vain. */
  async function tryInVain(): Promise<void> {
    const never = new Date('2999-01-01');
    const claimed = await line.database.transaction((tx) =>
      claimWaiting(tx, never, 1000, { answers: never, cards: never, bulk: never }),
    );
    const inVain = async (): Promise<JobResult> => ({ kind: 'retry', reason: 'no_answer' });
    const handlers = everyTopic(inVain);
    const holds = { during: (_row: unknown, work: () => Promise<void>) => work() } as Holds;
    for (const owed of claimed)
      await perform({ database: line.database, handlers, holds, now: line.now, log: line.log }, owed);
  }
  const sent = async (anonymous: boolean): Promise<Person> => {
    const person = await newPerson({ told: false });
    // The menu of their chat is there since they agreed; whatever they send puts it there no second time.
    await rows(line, "delete from outbox where topic = 'chat_menu'");
    await person.sendFeedback('fjalë', { anonymous });
    expect(await count(line, "outbox where topic = 'chat_menu'")).toBe(0);
    return person;
  };

  test('the outbox says of who sent something without a name what it says of anybody who was just told something', async () => {
    const named = await sent(false);
    const nameless = await sent(true);
    const ordinary = await owedTo(named);
    expect(ordinary).toMatchObject([{ topic: 'resident', at_once: true, to_the_hour: true, queued_at: null }]);
    expect(await owedTo(nameless)).toEqual(ordinary);
    for (let tried = 1; tried <= 50; tried += 1) await tryInVain();
    const later = await owedTo(named);
    expect(later).toMatchObject([{ topic: 'resident', state: 'waiting', attempts: 50 }]);
    expect(await owedTo(nameless)).toEqual(later);
  });
});

describe('what stays', () => {
  test('every instant of an anonymous item is a full hour, and every one of its sender a full day', async () => {
    const person = await newPerson();
    await sendNameless(person);
    const [itemId] = (await rows(line, 'select id from items where anonymous order by age(xmin) limit 1')).map(
      ({ id }) => id,
    );
    const instants = async (table: string, unit: string, where: string) => {
      const columns = await rows(
        line,
        `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = '${table}'
         and data_type = 'timestamp with time zone'`,
      );
      for (const { name } of columns)
        expect(
          await count(line, `${table} where ${where} and ${name} <> date_trunc('${unit}', ${name}, 'UTC')`),
          `${table}.${name}`,
        ).toBe(0);
    };
    await instants('items', 'hour', `id = '${itemId}'`);
    for (const table of ['messages', 'events', 'slack_posts', 'referrals'])
      await instants(table, 'hour', `item_id = '${itemId}'`);
    await instants('outbox', 'hour', `payload->>'itemId' = '${itemId}'`);
    await instants('person_keys', 'day', 'true');
    await instants('residents', 'day', `id = '${await idOf(person)}'`);
    await instants('telegram_updates', 'day', 'true');
  });

  test('every table that holds an instant beside an item keeps it to the hour for an anonymous one', async () => {
    const unkept = await rows(
      line,
      `select distinct c.table_name as name from information_schema.columns c
       join information_schema.columns at on at.table_schema = c.table_schema and at.table_name = c.table_name
         and at.data_type = 'timestamp with time zone'
       where c.table_schema = 'public' and c.column_name = 'item_id' and not exists (
         select from pg_trigger g join pg_proc f on f.oid = g.tgfoid
         where g.tgrelid = c.table_name::regclass and f.proname in ('keep_hours', 'number_event'))`,
    );
    // They are about an offer or about what was said to a known resident, and no anonymous item has any.
    const neverAnonymous = ['deliveries', 'enquiries', 'registrations'];
    expect(unkept.map(({ name }) => name).filter((name) => !neverAnonymous.includes(String(name)))).toEqual([]);
    for (const table of neverAnonymous)
      expect(await count(line, `${table} t join items i on i.id = t.item_id where i.anonymous`)).toBe(0);
  });

  test.each(['blocked', 'refused', 'gave_up'] as const)(
    'a confirmation that is %s leaves no row and no moment',
    async (reason) => {
      const person = makeResident(line, undefined, { worker: false });
      await person.agree();
      const residentId = await idOf(person);
      await person.command('feedback');
      await person.press('type:complaint');
      await person.press('municipality:mitrovica_north');
      await person.press('settlement:!skip');
      await person.press('sector:health');
      await person.write('pa emër');
      await person.press('messages:!done');
      await dropped(person, residentId, reason);
      expect(await count(line, `deliveries where resident_id = '${residentId}'`)).toBe(0);
      expect(
        await count(
          line,
          `residents where id = '${residentId}' and blocked_at <> date_trunc('day', blocked_at, 'UTC')`,
        ),
      ).toBe(0);
    },
  );

  /** Sends, while Telegram takes nothing for this chat. */
  async function dropped(person: Person, residentId: string, reason: 'blocked' | 'refused' | 'gave_up'): Promise<void> {
    const { takeTurn } = await import('../../../src/core/dialogue/take-turn.ts');
    const button = person
      .said()
      .flatMap((say) => say.buttons ?? [])
      .flat()
      .findLast(({ data }) => data.endsWith('check:send_anonymous'));
    const input = { kind: 'button', data: button?.data ?? '' } as const;
    expect(
      (
        await takeTurn(line, {
          arrival: String(70_000_000 + Math.floor(Math.random() * 1e7)),
          address: { channel: 'telegram', text: person.chatId },
          input,
        })
      ).promisedTo,
    ).toBe(residentId);
    const pending = await takePendingSays(line, residentId);
    if (pending === null || pending === 'busy') throw new Error('nothing was promised');
    for (const { deliveryId } of pending.says) await recordUndeliverable(line, residentId, deliveryId, reason);
    await releaseSays(line, residentId, true);
  }

  test('nothing is logged that names an item or a resident', async () => {
    const person = await newPerson();
    const before = line.logged.length;
    await sendNameless(person);
    expect(line.logged.slice(before)).toEqual([]);
  });

  test('facts stay as they were written, in their order, though their rows are written anew', async () => {
    const person = await newPerson();
    const receipt = await sendNameless(person);
    await person.act({ kind: 'button', data: `r:add:${receipt}` });
    await person.write('dhe kjo');
    await person.press('messages:!done');
    const item = '(select id from items where anonymous order by age(xmin) limit 1)';
    const { id } = await row(line, `select id from items where id = ${item}`);
    const facts = () => rows(line, `select id, kind, at, data from events where item_id = '${id}' order by id`);
    const before = await facts();
    expect(before.map(({ kind }) => kind)).toEqual(['item_submitted', 'item_added_to']);
    await mixRows(line);
    expect(await facts()).toEqual(before);
    await expect(rows(line, `update events set kind = 'other' where item_id = '${id}'`)).rejects.toThrow();
  });
});

describe('exactly once', () => {
  /** A line whose process dies at a transaction: before it begins, or after it was committed. */
  const dyingAt = (nth: number, when: 'before' | 'after'): Line => {
    let begun = 0;
    const transaction: Line['database']['transaction'] = async (work) => {
      begun += 1;
      if (begun === nth && when === 'before') throw new Error('killed');
      const done = await line.database.transaction(work);
      if (begun === nth && when === 'after') throw new Error('killed');
      return done;
    };
    return { ...line, database: { ...line.database, transaction } };
  };

  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)(
    'a worker killed at transaction %i, %s it, leaves one item and an empty envelope in the end',
    async (nth, when) => {
      const person = await newPerson({ worker: false });
      const receipt = await sendNameless(person);
      const residentId = await idOf(person);
      const before = (await anonymousIds()).length;
      await expect(emptyEnvelope(dyingAt(nth, when), residentId)).rejects.toThrow('killed');
      await emptyEnvelope(line, residentId);
      await emptyEnvelope(line, residentId);
      expect((await anonymousIds()).length).toBe(before + 1);
      expect(await count(line, `residents where id = '${residentId}' and sealed_envelope is not null`)).toBe(0);
      expect(await open(person, receipt)).toContain('receipt:found');
    },
  );

  test('two workers at once make one item', async () => {
    const person = await newPerson({ worker: false });
    await sendNameless(person);
    const residentId = await idOf(person);
    const before = (await anonymousIds()).length;
    await Promise.all([emptyEnvelope(line, residentId), emptyEnvelope(line, residentId)]);
    expect((await anonymousIds()).length).toBe(before + 1);
  });

  test('a second tap on Send and the same update again send nothing more', async () => {
    const person = await newPerson({ worker: false });
    await person.sendFeedback('pa emër', { anonymous: true });
    const before = (await anonymousIds()).length;
    await person.act({ kind: 'button', data: 'f:feedback:check:send_anonymous' });
    const sent = await person.sendFeedback('tjetër', { anonymous: true });
    await person.act({ kind: 'button', data: 'f:feedback:check:send_anonymous' }, sent.updateId);
    await emptyEnvelope(line, await idOf(person));
    expect((await anonymousIds()).length).toBe(before + 2);
  });

  test('two reports sent one after the other, before the worker came, are two items', async () => {
    const person = await newPerson({ worker: false });
    const receipts = [await sendNameless(person, 'një'), await sendNameless(person, 'dy')];
    await emptyEnvelope(line, await idOf(person));
    for (const receipt of receipts) expect(await open(person, receipt)).toContain('receipt:found');
  });

  test('what was added with a receipt is there once, whatever was killed, and shares no transaction with who added it', async () => {
    const person = await newPerson({ worker: false });
    const receipt = await sendNameless(person);
    const residentId = await idOf(person);
    await emptyEnvelope(line, residentId);
    await person.act({ kind: 'button', data: `r:add:${receipt}` });
    await person.write('dhe kjo');
    await person.press('messages:!done');
    expect(person.keys()).toContain('add:added_receipt');
    await expect(emptyEnvelope(dyingAt(1, 'after'), residentId)).rejects.toThrow('killed');
    await emptyEnvelope(line, residentId);
    const item = 'select id from items where anonymous order by age(xmin) limit 1';
    expect(await count(line, `messages where item_id = (${item})`)).toBe(2);
    expect(await count(line, `events where item_id = (${item}) and kind = 'item_added_to'`)).toBe(1);
    expect(await count(line, 'messages m join residents r on r.xmin = m.xmin')).toBe(0);
  });
});

describe('its receipt', () => {
  test('says that it is on its way until the worker came, to the sender alone, and opens it from then on', async () => {
    const [person, other] = [await newPerson({ worker: false }), await newPerson({ worker: false })];
    const receipt = await sendNameless(person);
    expect(await open(person, receipt)).toEqual(['envelope:on_its_way']);
    expect(await person.act({ kind: 'button', data: `r:add:${receipt}` })).toMatchObject({
      say: [{ lines: [{ key: 'envelope:on_its_way' }] }],
    });
    expect(await open(other, receipt)).toContain('errors:receipt_unknown');
    await emptyEnvelope(line, await idOf(person));
    expect(await open(person, receipt)).toContain('receipt:found');
    expect(await open(other, receipt)).toContain('receipt:found');
  });

  test('opens a report whose sender was forgotten before the worker came', async () => {
    const [person, other] = [await newPerson({ worker: false }), await newPerson()];
    const receipt = await sendNameless(person);
    const residentId = await idOf(person);
    await person.command('forget');
    await person.press('sure:yes');
    await person.press('really:yes');
    expect(await count(line, `residents where id = '${residentId}'`)).toBe(0);
    expect(await open(other, receipt)).toContain('receipt:found');
  });
});
