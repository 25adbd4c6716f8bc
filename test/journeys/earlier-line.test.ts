import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseBefore } from '../support/earlier-database.ts';
import { openWorldHere, type WorldHere } from '../support/line-here.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { phoneIn } from '../support/phone.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import { dataWith } from './grant-journey.ts';
import { type Desk, sitDown } from './staff-desk.ts';

/**
 * A line that ran on the version before posts, owed work and activities were held as they are now (migration 0015), killed in the middle of
 * everything: its whole database, what stood in Slack and in the phones, and the ids of who did what. All invented. Telegram had not taken
 * an answer, and Slack not a note.
 */
type Earlier = {
  at: string;
  people: Record<string, { chatId: number; reference: string; registrationId: string; receipt: string }>;
  tables: Record<string, unknown[]>;
  sequences: { name: string; at: string | null }[];
  slack: string;
  telegram: string;
};
const EARLIER = JSON.parse(
  gunzipSync(readFileSync(new URL('earlier-line.json.gz', import.meta.url))).toString(),
) as Earlier;

let database: TestDatabase;
let world: WorldHere;
let desk: Desk;

beforeAll(async () => {
  database = await databaseBefore('one_way_to_hold_a_post');
  await fill(database.url);
  const env = {
    DATABASE_URL: database.url,
    QUEUE_BACKEND: 'postgres',
    DATA_KEY: Buffer.alloc(32, 9).toString('base64'),
    SLACK_ADMINS: STAFF.lead,
  };
  const kept = { slack: Buffer.from(EARLIER.slack, 'base64'), telegram: Buffer.from(EARLIER.telegram, 'base64') };
  world = await openWorldHere(env, { kept, at: new Date(new Date(EARLIER.at).getTime() + 60_000) });
  desk = sitDown(world);
});
afterAll(async () => {
  await world?.close();
  await database?.drop();
});

/** Row by row as they stood: no trigger of ours rounds an hour a second time. */
async function fill(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`set session_replication_role = replica`;
    for (const [table, rows] of Object.entries(EARLIER.tables)) {
      await sql.unsafe(`delete from "${table}"`);
      await sql.unsafe(
        `insert into "${table}" overriding system value select * from jsonb_populate_recordset(null::"${table}", $1::text::jsonb)`,
        [JSON.stringify(rows)],
      );
    }
    for (const { name, at } of EARLIER.sequences) if (at !== null) await sql`select setval(${name}::regclass, ${at})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const known = (name: string) => EARLIER.people[name] as Earlier['people'][string];
const phoneOf = (name: string) => phoneIn(world.telegram.control, known(name).chatId);
const metadataOf = ({ metadata }: { metadata?: unknown }): string | undefined =>
  (metadata as { event_payload?: { reference?: string } } | undefined)?.event_payload?.reference;
const cards = (channel: string, reference: string) =>
  desk.slack.messages(channel).filter((message) => metadataOf(message) === reference);

test('an answer that Telegram had not taken arrives, and a note that Slack had not taken stands in its thread', async () => {
  await phoneOf('owed').waitForText('e vonuar');
  const { reference } = known('applicant');
  await desk.slack.waitForMessage(
    CHANNELS.main,
    (message) => JSON.stringify(message.blocks).includes('an invented note that Slack did not take'),
    { timeoutMs: PATIENCE_MS },
  );
  expect(cards(CHANNELS.main, reference)).toHaveLength(1);
});

test('half a message goes on where it was, and is sent', async () => {
  const phone = phoneOf('middle');
  phone.write('and its other half');
  await phone.waitForText(/^✔.*2/s);
  await phone.press('messages:!done');
  await phone.press('check:send');
  const sent = /\bF-[0-9A-Z]{6}\b/.exec((await phone.waitForText(/\bF-[0-9A-Z]{6}\b/)).text ?? '')?.[0] ?? '';
  const card = JSON.stringify(await desk.cardIn(CHANNELS.main, sent));
  expect(card).toContain('half an invented message');
  expect(card).toContain('and its other half');
});

test('a draft put aside is taken up by the button that stood there', async () => {
  const phone = phoneOf('aside');
  await phone.press('m:resume');
  await phone.press('messages:!done');
  await phone.press('check:send');
  const sent = /\bF-[0-9A-Z]{6}\b/.exec((await phone.waitForText(/\bF-[0-9A-Z]{6}\b/)).text ?? '')?.[0] ?? '';
  expect(JSON.stringify(await desk.cardIn(CHANNELS.main, sent))).toContain('an invented draft put aside');
});

test('who is asked whether it helped answers by the button that stood there, and the same card says it', async () => {
  const { reference } = known('closed');
  const before = cards(CHANNELS.main, reference)[0]?.ts;
  const phone = phoneOf('closed');
  await phone.press((await dataWith(phone, 'i:rate:')).replace(/:[a-z]+$/, ':no'));
  await phone.answered();
  await desk.cardShowing(reference, 'this did not solve it');
  expect(cards(CHANNELS.main, reference).map(({ ts }) => ts)).toEqual([before]);
});

test('a seat given back goes to who waits, who takes it', async () => {
  const { registrationId } = known('seated');
  const seated = phoneOf('seated');
  await seated.press(`g:cancel:${registrationId}`);
  await seated.press('sure:yes');
  const waiting = phoneOf('waiting');
  await waiting.press(`g:accept:${known('waiting').registrationId}`);
  await waiting.waitForButton(`g:calendar:${known('waiting').registrationId}`);
});

test('a time with the adviser is picked, and the decision arrives', async () => {
  const phone = phoneOf('applicant');
  await phone.press(await dataWith(phone, 'q:pick:'));
  await phone.waitForText('Invented office 1');
  const { reference } = known('applicant');
  await desk.press(STAFF.triage, reference, 'grant_complete');
  await desk.send(STAFF.triage, 'grant_complete', { seen: ['id'] });
  await desk.press(STAFF.triage, reference, 'grant_decide');
  await desk.send(STAFF.triage, 'grant_decide', {
    verdict: 'decline',
    reason: 'Kjo është një arsye e shpikur për ju',
  });
  await phone.waitForText('Kjo është një arsye e shpikur');
});

test('news of something serious opens by its step, and the restricted card is still the one', async () => {
  const phone = phoneOf('serious');
  await phone.readNews('Kjo është një përgjigje e shpikur për ju');
  const { reference } = known('serious');
  expect(cards(CHANNELS.sensitive, reference)).toHaveLength(1);
  const before = cards(CHANNELS.sensitive, reference)[0]?.ts;
  await desk.press(STAFF.protection, reference, 'open', undefined, CHANNELS.sensitive);
  await desk.slack.waitForView(
    STAFF.protection,
    (view) => JSON.stringify(view.blocks).includes('an invented serious thing'),
    { timeoutMs: PATIENCE_MS },
  );
  await desk.leave(STAFF.protection);
  await until(() => cards(CHANNELS.sensitive, reference)[0]?.ts === before);
});

test('a receipt opens what was sent without a name', async () => {
  const phone = phoneOf('nameless');
  phone.write('/menu');
  await phone.press('m:receipt');
  await phone.answered();
  phone.write(known('nameless').receipt);
  await phone.readNews('an invented serious thing');
});

test('everything of theirs goes when they say so, from the old cards too', async () => {
  const { reference } = known('closed');
  const card = cards(CHANNELS.main, reference)[0];
  expect(JSON.stringify(card)).toContain('an invented broken pipe');
  const phone = phoneOf('closed');
  phone.write('/forget');
  await phone.press('sure:yes');
  await phone.press('really:yes');
  await until(() => !JSON.stringify(desk.slack.messages(CHANNELS.main)).includes('an invented broken pipe'));
});
