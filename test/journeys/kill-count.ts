import postgres from 'postgres';
import { expect } from 'vitest';
import type { Message } from '../../src/sandbox/slack/state.ts';
import { CHANNELS } from '../support/line-process.ts';
import { until } from '../support/until.ts';
import type { Life } from './kill-life.ts';

type Sql = postgres.Sql;
const one = async (sql: Sql, from: string): Promise<number> =>
  Number((await sql.unsafe(`select count(*) as n from ${from}`))[0]?.n);

/**
 * What was queued and never begun waits about a minute for the sweeper: here two minutes go by at once. Beside a running line they go
 * by for its work too, which is then done twice at the same time, as behind a worker that stalls.
 */
export async function letTwoMinutesPass(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  try {
    await sql`update outbox set stranded_at = stranded_at - interval '2 minutes',
      held_until = held_until - interval '2 minutes' where state = 'queued'`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Resolves when nothing is owed any more and every card shows the last version of its item. */
async function settle(life: Life, sql: Sql): Promise<void> {
  const owed = () => one(sql, `outbox where state <> 'parked'`);
  const stale = () =>
    one(
      sql,
      `items i left join slack_posts c on c.item_id = i.id and c.kind = 'card' and c.retired_at is null
      where c.shown_version is distinct from i.version`,
    );
  await until(
    async () => (await owed()) === 0 && (await stale()) === 0 && life.world.telegram.control.pendingUpdates() === 0,
  ).catch(async (cause: unknown) => {
    const left = await sql`select topic, state, attempts, reason, run_at, stranded_at from outbox limit 20`;
    throw new Error(`the line did not settle: ${JSON.stringify(left)}; stale cards ${await stale()}`, { cause });
  });
}

/** None lost, none doubled: what people did and saw against what the database and Slack hold. Gives the counts. */
export async function countEverything(life: Life): Promise<Record<string, number>> {
  const sql = postgres(await life.databaseUrl(), { max: 2 });
  try {
    await settle(life, sql);
    await countItems(life, sql);
    await countStaffWork(life, sql);
    countCards(life);
    return {
      submissions: life.lived.sent.length,
      items: await one(sql, 'items'),
      cards: await one(sql, `slack_posts where kind = 'card'`),
      replies: await one(sql, `events where kind = 'item_replied'`),
      kills: life.lived.kills.length,
      referencesSaidTwice: life.lived.sent.filter(({ resident, reference }) => resident.heard(reference) > 1).length,
      repliesSaidTwice: life.lived.replies.filter(({ resident, text }) => resident.heard(text) > 1).length,
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function countItems({ lived, people }: Life, sql: Sql): Promise<void> {
  const items = await sql<{ reference: string; submission_key: string }[]>`select reference, submission_key from items`;
  const references = items.map(({ reference }) => reference).sort();
  expect(references).toEqual(lived.sent.map(({ reference }) => reference).sort());
  expect(new Set(items.map((item) => item.submission_key)).size).toBe(lived.sent.length);
  // Whatever reference anybody was ever shown is there.
  expect([...new Set(people.flatMap((person) => [...person.references()]))].sort()).toEqual(references);
  expect(await one(sql, `messages where direction = 'in'`)).toBe(lived.sent.length);
  expect(await one(sql, `events where kind = 'item_submitted'`)).toBe(lived.sent.length);
  expect(await one(sql, `outbox where state = 'parked'`)).toBe(0);
  expect(await one(sql, `deliveries where state <> 'sent'`)).toBe(0);
}

async function countStaffWork({ lived }: Life, sql: Sql): Promise<void> {
  // What was done is said in a message too.
  const said = lived.replies.length + lived.closed.length;
  expect(await one(sql, `messages where direction = 'out'`)).toBe(said);
  expect(await one(sql, `events where kind = 'item_replied'`)).toBe(lived.replies.length);
  const closed = await sql<{ reference: string }[]>`select reference from items where status = 'closed'`;
  expect(closed.map(({ reference }) => reference).sort()).toEqual([...lived.closed].sort());
  expect(await one(sql, `events where kind = 'item_closed'`)).toBe(lived.closed.length);
  const claims = lived.claimed.length + lived.replies.length + lived.closed.length;
  expect(await one(sql, 'items where assignee_id is not null')).toBe(claims);
  expect(await one(sql, `events where kind = 'item_claimed'`)).toBe(claims);
  for (const { resident, text } of lived.replies) expect(resident.heard(text)).toBeGreaterThanOrEqual(1);
}

function countCards({ lived, world }: Life): void {
  const posted = world.slack.control.messages(CHANNELS.main).filter((message) => !message.deleted);
  const reference = (message: Pick<Message, 'metadata'>) => String(message.metadata?.event_payload.reference ?? '');
  const cards = posted.filter((message) => reference(message) !== '');
  expect(cards.map(reference).sort()).toEqual(lived.sent.map((sent) => sent.reference).sort());
  const shown = posted.map((message) => ({ reference: reference(message), all: JSON.stringify(message) }));
  for (const sent of lived.sent) {
    const holding = shown.filter(({ all }) => all.includes(sent.words));
    expect(holding.map((message) => message.reference)).toEqual([sent.reference]);
  }
  for (const text of lived.claimed)
    expect(shown.find((message) => message.reference === text)?.all).toContain('Sample triage');
}
