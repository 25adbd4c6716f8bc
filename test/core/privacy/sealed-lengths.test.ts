import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { referItem } from '../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';
import { toldReceipt } from '../../support/told-receipt.ts';

let line: TestLine;

beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

type Person = ReturnType<typeof makeResident>;

async function newPerson(options: { worker?: boolean } = {}): Promise<Person> {
  const person = makeResident(line, undefined, options);
  await person.agree();
  return person;
}

/** Format, nonce and tag stand before what is sealed. */
const OVERHEAD = 29;
/** These have sizes of their own: a fixed one, and those that tell how many messages or words there are to the next power of two. */
const OF_OTHERS = ['sealed_ts', 'sealed_bubbles'];

const sealedColumns = async () =>
  (await rows(
    line,
    `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
     where c.table_schema = 'public' and c.data_type = 'bytea' and c.column_name like 'sealed\\_%'`,
  )) as { table: string; column: string }[];

const idOf = async (person: Person): Promise<string> => {
  const hash = line.keyring.lookupHash('chat', person.chatId).toString('hex');
  return String((await row(line, `select id from residents where chat_hash = '\\x${hash}'`)).id);
};

/** What the row of a resident weighs, column by column. */
async function weightOf(person: Person): Promise<object> {
  const columns = (await sealedColumns()).filter(
    ({ table, column }) => table === 'residents' && !OF_OTHERS.includes(column),
  );
  const lengths = columns.map(({ column }) => `octet_length(${column}) as ${column}`).join(', ');
  return row(line, `select ${lengths} from residents where id = '${await idOf(person)}'`);
}

test('no length of a resident’s row tells who sent something without a name, read it by its receipt, or mistyped one', async () => {
  const receiptOf = (person: Person): string => String(toldReceipt(person.said().flatMap((say) => say.lines)));
  const idle = await newPerson();
  await idle.command('menu');
  const sender = await newPerson();
  await sender.sendFeedback('pa emër', { anonymous: true });
  const receipt = receiptOf(sender);
  const reader = await newPerson();
  await reader.tap('m:receipt');
  await reader.write(receipt);
  await reader.command('menu');
  const mistaken = await newPerson();
  await mistaken.tap('m:receipt');
  await mistaken.write('1234567812345678');
  await mistaken.command('menu');
  await sender.command('menu');
  const expected = await weightOf(idle);
  for (const person of [sender, reader, mistaken]) expect(await weightOf(person)).toEqual(expected);
  // While they stand in it, too: who adds to what has no name, and who to what is theirs.
  const known = await newPerson();
  await known.sendFeedback('me emër');
  const item = await row(line, `select id from items where resident_id = '${await idOf(known)}'`);
  await known.tap(`i:add:${item.id}`);
  await reader.tap(`r:add:${receipt}`);
  // Who sent something with their name was asked about themselves, which their items tell anyway.
  expect(await weightOf(reader)).toEqual({ ...(await weightOf(known)), sealed_profile: null });
});

test('no length says which words lay in which envelope, nor how long a word is that was sealed alone', async () => {
  const senders = [await newPerson({ worker: false }), await newPerson({ worker: false })];
  await senders[0]?.sendFeedback('a', { anonymous: true });
  await senders[1]?.sendFeedback('shkurt, por jo aq sa tjetra, dhe me më shumë fjalë', { anonymous: true });
  const [one, other] = await Promise.all(senders.map(weightOf));
  expect(one).toEqual(other);

  const staff = await makeStaff(line, ['triage']);
  const known = await newPerson();
  await known.sendFeedback('me emër');
  const { reference } = await row(line, `select reference from items where resident_id = '${await idOf(known)}'`);
  await replyToItem(line, staff, String(reference), { text: 'Faleminderit.', changeKey: randomUUID() });
  await referItem(line, staff, String(reference), { toAgency: 'UNICEF', remark: 'shkollë' });

  let seen = 0;
  for (const { table, column } of (await sealedColumns()).filter((one) => !OF_OTHERS.includes(one.column)))
    for (const { length } of await rows(
      line,
      `select distinct octet_length(${column}) as length from ${table} where ${column} is not null`,
    )) {
      seen += 1;
      const size = Number(length) - OVERHEAD;
      expect(size >= 256 && Number.isInteger(Math.log2(size)), `${table}.${column}: ${length}`).toBe(true);
    }
  expect(seen).toBeGreaterThan(5);
});
