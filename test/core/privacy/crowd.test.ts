import { afterEach, expect, test } from 'vitest';
import { emptyEnvelope } from '../../../src/core/items/taken-in/envelope.ts';
import { mixRows } from '../../../src/core/residents/mix-rows.ts';
import { readItemByReceipt } from '../../../src/db/queries/items/items.ts';
import { startHolds } from '../../../src/queue/holds.ts';
import type { Handlers } from '../../../src/queue/jobs.ts';
import { startUrgent } from '../../../src/queue/urgent.ts';
import { perform } from '../../../src/queue/workers.ts';
import { attackMany, attackOrder, sharedValues } from '../../support/attacks.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { count, rows } from '../../support/rows.ts';
import { toldReceipt } from '../../support/told-receipt.ts';
import { until } from '../../support/until.ts';

type Person = ReturnType<typeof makeResident>;
type Part = 'nameless' | 'named' | 'chatting';
/** One of the crowd, with the button that sends what they wrote, and the receipts they were told. */
type Member = { person: Person; twin: Person; part: Part; send: string; told: Set<string> };
type Lines = readonly [TestLine, TestLine];

/** So many do something at the same moment in each of two processes, each with a worker of its own. */
const HANDS = 6;
/** By chance an attack names a fifth of one of sixty senders among three hundred; so many once in ten million times. */
const MOST_NAMED = 6;
/** Two orders that have nothing to do with each other are more alike once in a million times. */
const MOST_ALIKE = 5;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Two processes of the line on one database, with connections and urgent workers of their own. */
async function openLines(): Promise<Lines> {
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  return [await openOne(database.url), await openOne(database.url)];
}

async function openOne(url: string): Promise<TestLine> {
  const made = await makeTestLine({ url });
  closing.push(() => made.close());
  const settings = await made.settings();
  const line = { ...made, settings: async () => settings };
  const { database, now, log } = line;
  const holds = await startHolds({ database, log });
  closing.push(() => holds.stop());
  const envelope: Handlers['envelope'] = async ({ residentId }) => {
    await emptyEnvelope(line, residentId);
    return { kind: 'done' };
  };
  const handlers = { envelope } as Handlers;
  const urgent = await startUrgent({
    database,
    now,
    log,
    perform: (row) => perform({ database, handlers, holds, now, log }, row),
  });
  closing.push(() => urgent.stop(60_000));
  return line;
}

/** `work` for each in random order, so many at a time. */
async function atOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.map((one) => ({ one, at: Math.random() })).sort((a, b) => a.at - b.at);
  const hand = async () => {
    for (let next = left.pop(); next; next = left.pop()) await work(next.one);
  };
  await Promise.all(Array.from({ length: 2 * HANDS }, hand));
}

let nextChat = 700_000_000;
let nextUpdate = 50_000_000;

/** So many of each part, up to the button that sends; every other one is met by the other process. */
async function gather(lines: Lines, sizes: Record<Part, number>): Promise<Member[]> {
  const parts = (Object.keys(sizes) as Part[]).flatMap((part) => Array.from({ length: sizes[part] }, () => part));
  const members = parts.map((part, index): Member => {
    const chatId = String(nextChat++);
    const [mine, other] = index % 2 === 0 ? lines : lines.toReversed();
    const [person, twin] = [mine, other].map((line) => makeResident(line as TestLine, chatId, { worker: false }));
    return { person: person as Person, twin: twin as Person, part, send: '', told: new Set() };
  });
  await atOnce(members, async (member) => {
    const { person, part } = member;
    await person.agree();
    if (part === 'chatting') return;
    await person.command('feedback');
    for (const ending of ['type:complaint', 'municipality:mitrovica_north', 'settlement:!skip', 'sector:health'])
      await person.press(ending);
    await person.write('fjalë të shpikura');
    await person.press('messages:!done');
    const buttons = person.said().flatMap((say) => say.buttons?.flat() ?? []);
    const ending = part === 'nameless' ? 'check:send_anonymous' : 'check:send';
    member.send = buttons.find(({ data }) => data.endsWith(ending))?.data ?? '';
  });
  return members;
}

/** Everybody does their part. Of those who send, one in three is heard twice, by both processes; one in three goes on afterwards. */
async function doAll(members: readonly Member[]): Promise<void> {
  await atOnce(members, async ({ person, twin, part, send, told }) => {
    if (part === 'chatting') {
      for (const command of ['menu', 'my'] as const) await person.command(command);
      return;
    }
    const updateId = nextUpdate++;
    const heardBy = updateId % 3 === 0 ? [person, twin] : [person];
    const heard = await Promise.all(heardBy.map((one) => one.act({ kind: 'button', data: send }, updateId)));
    for (const { lines } of heard.flatMap(({ all }) => all)) {
      const receipt = toldReceipt(lines);
      if (receipt !== undefined) told.add(receipt);
    }
    if (updateId % 3 === 1) await person.command('menu');
  });
}

/** What the workers make of it; and what is owed to residents goes within a moment, since everything was said. */
async function settle(line: TestLine): Promise<void> {
  await until(async () => (await count(line, "outbox where topic = 'envelope'")) === 0);
  expect(await count(line, 'residents where sealed_envelope is not null')).toBe(0);
  await rows(line, "delete from outbox where topic = 'resident'");
}

/** The truth that an attacker looks for, which the line itself does not know: read by the receipts. */
async function sendersOf(line: TestLine, members: readonly Member[]): Promise<Map<string, string>> {
  const senders = new Map<string, string>();
  for (const { person, told } of members)
    for (const receipt of told) {
      const item = await readItemByReceipt(line.database.read, line.keyring.lookupHash('receipt', receipt));
      const chat = line.keyring.lookupHash('chat', person.chatId).toString('hex');
      const [resident] = await rows(line, `select id from residents where chat_hash = '\\x${chat}'`);
      if (item) senders.set(item.id, String(resident?.id));
    }
  return senders;
}

/** Attacks that did better than luck does: named so many senders, or found the items in the order of who sent them. */
async function won(line: TestLine, senders: ReadonlyMap<string, string>): Promise<string[]> {
  const named = await attackMany(line, senders);
  const ordered = await attackOrder(line, senders);
  expect(named.size).toBeGreaterThan(100);
  expect(ordered.size).toBeGreaterThan(30);
  return [
    ...[...named].filter(([, hits]) => hits > MOST_NAMED).map(([attack, hits]) => `${attack}: ${hits}`),
    ...[...ordered].filter(([, agree]) => agree > MOST_ALIKE).map(([attack, agree]) => `order of ${attack}: ${agree}`),
  ];
}

test('of three hundred people who act at once in two processes, every anonymous item is there once, told its receipt, and no row tells whose it is', async () => {
  const lines = await openLines();
  const [line] = lines;
  const [NAMELESS, NAMED, CHATTING] = [60, 60, 180];
  const members = await gather(lines, { nameless: NAMELESS, named: NAMED, chatting: CHATTING });
  // The hour strikes for both while it goes on.
  await Promise.all([doAll(members), ...lines.map(mixRows)]);
  await settle(line);

  const nameless = members.filter(({ part }) => part === 'nameless');
  expect(nameless.map(({ told }) => told.size).filter((size) => size !== 1)).toEqual([]);
  const senders = await sendersOf(line, members);
  expect(senders.size).toBe(NAMELESS);
  expect(await count(line, 'items where anonymous')).toBe(NAMELESS);
  expect(await count(line, 'items where not anonymous')).toBe(NAMED);
  expect(await count(line, 'deliveries where item_id is null')).toBe(0);
  expect(lines.flatMap(({ logged }) => logged)).toEqual([]);

  expect(await sharedValues(line)).toEqual([]);
  expect(await won(line, senders)).toEqual([]);
  await mixRows(line);
  expect(await won(line, senders)).toEqual([]);
});

test('where rows stay as their turns left them, the same attack finds the order of the senders: it can succeed', async () => {
  const lines = await openLines();
  const [line] = lines;
  // What is written anew unchanged is not written at all.
  for (const table of ['residents', 'person_keys'])
    await rows(
      line,
      `create trigger zz_not_anew before update on ${table} for each row execute function suppress_redundant_updates_trigger()`,
    );
  const members = await gather(lines, { nameless: 60, named: 10, chatting: 10 });
  await doAll(members);
  await settle(line);
  const senders = await sendersOf(line, members);
  expect(senders.size).toBe(60);
  expect((await won(line, senders)).join('\n')).toContain('order of xmin: items ~ residents');
});
