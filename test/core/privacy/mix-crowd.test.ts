import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBody } from '../../../src/core/items/item-words.ts';
import { emptyEnvelope } from '../../../src/core/residents/envelope.ts';
import { mixAfter, mixRows } from '../../../src/core/residents/mix-rows.ts';
import { listMessages } from '../../../src/db/queries/messages.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';

const CROWD = 100;
/** Whoever else was there today: with the senders, more than one mixing takes. */
const OTHERS = 900;
/** Residents in the middle of a form while all of this happens. */
const WRITERS = 12;
const LINES = ['një', 'dy', 'tre', 'katër', 'pesë', 'gjashtë'];

let database: TestDatabase;
/** Two processes, each with connections of its own. */
let lines: [TestLine, TestLine];

beforeAll(async () => {
  database = await createTestDatabase();
  const open = async () => {
    const made = await makeTestLine({ url: database.url });
    const settings = await made.settings();
    return { ...made, settings: async () => settings };
  };
  lines = [await open(), await open()];
  await rows(
    lines[0],
    `insert into residents (id, chat_hash, language, created_at, last_seen_at, expires_at)
     select gen_random_uuid(), sha256(n::text::bytea), 'sq', date_trunc('day', now(), 'UTC'), date_trunc('day', now(), 'UTC'), now() + interval '1 day'
     from generate_series(1, ${OTHERS}) n returning id`,
  );
});
afterAll(async () => {
  for (const line of lines) await line.close();
  await database.drop();
});

type Person = ReturnType<typeof makeResident>;
const lineOf = (index: number): TestLine => lines[index % 2 === 0 ? 0 : 1];
const idOf = async (person: Person): Promise<string> => {
  const hash = lines[0].keyring.lookupHash('chat', person.chatId).toString('hex');
  return String((await row(lines[0], `select id from residents where chat_hash = '\\x${hash}'`)).id);
};

/** `work` for each, so many at a time, as an unsteady crowd does it. */
async function atATime<T>(most: number, all: readonly T[], work: (one: T, index: number) => Promise<void>) {
  const left = all.map((one, index) => ({ one, index }));
  const hand = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next.one, next.index);
  };
  await Promise.all(Array.from({ length: most }, hand));
}

async function upToSend(person: Person): Promise<void> {
  await person.agree();
  await person.command('feedback');
  for (const ending of ['type:complaint', 'municipality:mitrovica_north', 'settlement:!skip', 'sector:health'])
    await person.press(ending);
}

test(`${CROWD} anonymous submissions at once from two processes, each mixing a thousand rows, lock nobody out, lose nothing, and leave each resident’s words in their order`, async () => {
  const senders = Array.from({ length: CROWD }, (_, index) =>
    makeResident(lineOf(index), undefined, { worker: false }),
  );
  const writers = Array.from({ length: WRITERS }, (_, index) => makeResident(lineOf(index)));
  await atATime(8, [...senders, ...writers], upToSend);
  await atATime(8, senders, async (person) => {
    await person.write('pa emër');
    await person.press('messages:!done');
  });
  // A deadlock would be an error of one of these.
  await Promise.all([
    atATime(6, senders, async (person, index) => {
      await person.press('check:send_anonymous');
      const id = await idOf(person);
      // Both processes take the work up, as after a lease that ran out; and its sender goes on meanwhile.
      await Promise.all([
        emptyEnvelope(lineOf(index), id),
        emptyEnvelope(lineOf(index + 1), id),
        person.command('menu'),
      ]);
    }),
    Promise.all(
      writers.map(async (person) => {
        for (const text of LINES) await person.write(text);
        await person.press('messages:!done');
        await person.press('check:send');
      }),
    ),
    mixRows(lines[0]).then(() => mixRows(lines[1])),
  ]);
  expect(await count(lines[0], 'items where anonymous')).toBe(CROWD);
  expect(await count(lines[0], 'residents where sealed_envelope is not null')).toBe(0);
  for (const person of writers) {
    const item = `(select id from items where resident_id = '${await idOf(person)}')`;
    const { id, key_id: keyId } = await row(lines[0], `select id, key_id from items where id = ${item}`);
    const key = await lines[0].keyring.key(lines[0].database.read, String(keyId));
    const sent = await listMessages(lines[0].database.read, String(id));
    expect(sent.map((message) => openBody(key, message)?.text)).toEqual(LINES);
  }
}, 600_000);

test('mixing waits for nobody’s turn: whose row is held stays as it is, and all others are written anew', async () => {
  const [one, other] = lines;
  const mine = makeResident(one);
  await mine.agree();
  const myId = await idOf(mine);
  const held = randomUUID();
  await rows(
    one,
    `insert into residents (id, chat_hash, created_at, last_seen_at, expires_at)
     values ('${held}', sha256('held'), date_trunc('day', now(), 'UTC'), date_trunc('day', now(), 'UTC'), now() + interval '1 day') returning id`,
  );
  const stood = async () =>
    String((await row(one, `select ctid::text as place from residents where id = '${held}'`)).place);
  const place = await stood();
  await other.database.transaction(async (turn) => {
    await turn.execute(`select id from residents where id = '${held}' for no key update`);
    // These end though the turn above does not: nothing of them waits for it.
    await one.database.transaction((tx) => mixAfter(tx, one, myId));
    await mixRows(one);
    expect(await stood()).toBe(place);
  });
  await mixRows(one);
  expect(await stood()).not.toBe(place);
}, 60_000);
