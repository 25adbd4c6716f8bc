import { and, count, eq, inArray, min, type SQL, sql } from 'drizzle-orm';
import { type About, type Lane, type OwedWork, owed, type Topic, TRIES } from '../../../core/domain/owed.ts';
import type { StuckState } from '../../../core/domain/work/stuck.ts';
import type { Tx } from '../../client.ts';
import { outbox } from '../../schema/work/outbox.ts';
import { inSeconds } from './workers.ts';

export type OutboxRow = typeof outbox.$inferSelect;
/** Without a time of its own, work is due for every clock. */
const AT_ONCE = new Date(0);

/** Notes, in the transaction of the change itself, what it owes to the outside. `runAt`: not before. */
export async function owe<T extends Topic>(tx: Tx, topic: T, about: About<T>, runAt?: Date): Promise<void> {
  await oweMany(tx, [owed(topic, about, runAt)]);
}

/**
 * A waiting row with the same merge key is updated, never left alone (DO NOTHING would lose the change): the update holds its
 * lock until this transaction commits, so the relay (SKIP LOCKED) cannot hand it out and a worker read the state before our change
 * is there. If the relay was first, we wait for its commit, find no waiting row any more, and a new one is made.
 */
export async function oweMany(tx: Tx, all: readonly OwedWork[]): Promise<void> {
  // One statement may touch a row once only; in key order, so that two callers cannot lock each other out.
  const merged = new Map<string | symbol, OwedWork>();
  for (const one of all) {
    const key = one.mergeKey ?? Symbol();
    const before = merged.get(key);
    const earlier = before && (before.runAt ?? AT_ONCE) < (one.runAt ?? AT_ONCE);
    merged.set(key, earlier && before ? before : one);
  }
  const rows = [...merged.values()]
    .map((one) => ({ ...one, runAt: one.runAt ?? AT_ONCE }))
    .sort((a, b) => ((a.mergeKey ?? '') < (b.mergeKey ?? '') ? -1 : (a.mergeKey ?? '') > (b.mergeKey ?? '') ? 1 : 0));
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insert(outbox)
      .values(rows.slice(from, from + 1000))
      .onConflictDoUpdate({
        target: outbox.mergeKey,
        targetWhere: sql`state = 'waiting'`,
        set: { runAt: sql`least(${outbox.runAt}, excluded.run_at)` },
      });
  }
}

const ofItem = (topics: readonly Topic[], itemId: string, stage: string | undefined): SQL =>
  and(
    eq(outbox.lane, 'urgent'),
    inArray(outbox.topic, [...topics]),
    sql`${outbox.payload}->>'itemId' = ${itemId}`,
    stage === undefined ? undefined : sql`${outbox.payload}->>'stage' = ${stage}`,
  ) as SQL;

/** What is owed about an item is owed no more. What a worker has begun ends by itself. */
export async function dropUrgent(tx: Tx, topics: readonly Topic[], itemId: string, stage?: string): Promise<void> {
  for (const state of ['waiting', 'parked'] as const)
    await tx.delete(outbox).where(and(eq(outbox.state, state), ofItem(topics, itemId, stage)));
}

/** Whether this is still owed about an item. */
export async function isOwed(tx: Tx, topic: Topic, itemId: string, stage: string): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(inArray(outbox.state, ['waiting', 'queued']), ofItem([topic], itemId, stage)))
    .limit(1);
  return rows.length > 0;
}

/** For the relay: due rows become queued under a new generation. Bulk work goes last. Each lane is stranded at its own time. */
export async function claimWaiting(
  tx: Tx,
  now: Date,
  limit: number,
  strandedAt: Readonly<Record<Exclude<Lane, 'urgent'>, Date>>,
): Promise<OutboxRow[]> {
  const whens = Object.entries(strandedAt).map(
    ([lane, when]) => sql`when ${lane} then ${when.toISOString()}::timestamptz`,
  );
  const due = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(sql`${outbox.state} = 'waiting' and ${outbox.lane} <> 'urgent' and ${outbox.runAt} <= ${now.toISOString()}`)
    .orderBy(sql`${outbox.lane} = 'bulk'`, outbox.runAt, outbox.id)
    .limit(limit)
    .for('update', { skipLocked: true });
  const rows = await tx
    .update(outbox)
    .set({
      state: 'queued',
      generation: sql`${outbox.generation} + 1`,
      queuedAt: now,
      strandedAt: sql`case ${outbox.lane} ${sql.join(whens, sql` `)} end`,
    })
    .where(sql`${outbox.id} = any(array(${due}))`)
    .returning();
  const rank = (row: OutboxRow) => (row.lane === 'bulk' ? 1 : 0);
  return rows.sort((a, b) => rank(a) - rank(b) || a.runAt.getTime() - b.runAt.getTime() || a.id - b.id);
}

/** For whoever works: due urgent rows, begun at once and held for so many seconds. */
export async function beginUrgent(tx: Tx, now: Date, limit: number, heldSeconds: number): Promise<OutboxRow[]> {
  const due = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(sql`${outbox.state} = 'waiting' and ${outbox.lane} = 'urgent' and ${outbox.runAt} <= ${now.toISOString()}`)
    .orderBy(outbox.runAt, outbox.id)
    .limit(limit)
    .for('update', { skipLocked: true });
  return tx
    .update(outbox)
    .set({
      state: 'queued',
      generation: sql`${outbox.generation} + 1`,
      queuedAt: null,
      strandedAt: null,
      heldUntil: inSeconds(heldSeconds),
    })
    .where(sql`${outbox.id} = any(array(${due}))`)
    .returning();
}

/** When the next waiting row of the relay is due, or null when none waits. */
export async function nextRunAt(tx: Tx): Promise<Date | null> {
  const [row] = await tx
    .select({ at: min(outbox.runAt) })
    .from(outbox)
    .where(sql`${outbox.state} = 'waiting' and ${outbox.lane} <> 'urgent'`);
  return row?.at ?? null;
}

/**
 * For a worker: the row if it is still owed under this generation and nobody else has begun it, else null. Begun rows have no
 * queuedAt, so that a job delivered twice is worked on once. It is held for so many seconds, and longer as `holdOn` says so.
 */
export async function readQueued(
  tx: Tx,
  id: number,
  generation: number,
  heldSeconds: number,
): Promise<OutboxRow | null> {
  const [row] = await tx
    .update(outbox)
    .set({ queuedAt: null, strandedAt: null, heldUntil: inSeconds(heldSeconds) })
    .where(and(held(id, generation), sql`${outbox.queuedAt} is not null`))
    .returning();
  return row ?? null;
}

/** These rows are still being worked on. Zero seconds let go of them. */
export async function holdOn(
  tx: Tx,
  rows: readonly Pick<OutboxRow, 'id' | 'generation'>[],
  heldSeconds: number,
): Promise<void> {
  if (rows.length === 0) return;
  const pairs = JSON.stringify(rows.map(({ id, generation }) => ({ id, generation })));
  await tx.execute(sql`
    update outbox o set held_until = ${inSeconds(heldSeconds)}
    from jsonb_to_recordset(${pairs}::jsonb) as mine(id bigint, generation integer)
    where o.id = mine.id and o.generation = mine.generation and o.state = 'queued'`);
}

export async function finish(tx: Tx, id: number, generation: number): Promise<void> {
  await tx.delete(outbox).where(held(id, generation));
}

/** Back to waiting for a later time, one attempt more. */
export async function retryLater(
  tx: Tx,
  id: number,
  generation: number,
  later: { at: Date; reason: string },
): Promise<void> {
  await waitAgain(tx, held(id, generation), { runAt: later.at, attempts: sql`attempts + 1`, reason: later.reason });
}

/** Back to waiting because the queue did not take it: no attempt was made. */
export async function notQueued(tx: Tx, id: number, generation: number, at: Date): Promise<void> {
  await waitAgain(tx, held(id, generation), { runAt: at, attempts: sql`attempts`, reason: 'queue_refused' });
}

/** Refused for good: nobody tries again until staff release it. */
export async function park(tx: Tx, id: number, generation: number, reason: string): Promise<OutboxRow | null> {
  const [row] = await tx
    .update(outbox)
    .set({ state: 'parked', reason, queuedAt: null, strandedAt: null, heldUntil: null })
    .where(held(id, generation))
    .returning();
  return row ?? null;
}

/**
 * Queued rows that nobody has begun in time, and begun ones whose worker is dead, wait again; resolves with how many. Two sweepers at
 * once share the rows (SKIP LOCKED).
 */
export async function restrand(tx: Tx, now: Date): Promise<number> {
  const stranded = sql`id in (select id from outbox where state = 'queued'
    and (stranded_at <= ${now.toISOString()} or held_until <= clock_timestamp())
    order by id for update skip locked)`;
  return waitAgain(tx, stranded, { runAt: now, attempts: sql`attempts`, reason: 'stranded' });
}

export async function listParked(tx: Tx, limit = 100): Promise<OutboxRow[]> {
  return tx.select().from(outbox).where(sql`${outbox.state} = 'parked'`).orderBy(outbox.createdAt).limit(limit);
}

const STUCK = sql`(${outbox.state} = 'parked' or (${outbox.state} = 'waiting' and ${outbox.attempts} >= ${TRIES}))`;

/** What was given up, and promises that were tried very often, by topic and reason. `since`: to the hour. */
export async function countStuck(
  tx: Tx,
): Promise<{ topic: string; state: StuckState; reason: string | null; count: number; since: Date }[]> {
  const state = sql<StuckState>`case ${outbox.state} when 'parked' then 'given_up' else 'tried_on' end`;
  const rows = await tx
    .select({ topic: outbox.topic, state, reason: outbox.reason, count: count(), since: min(outbox.createdAt) })
    .from(outbox)
    .where(STUCK)
    .groupBy(outbox.topic, state, outbox.reason)
    .orderBy(outbox.topic, outbox.reason);
  return rows.map((row) => ({ ...row, since: row.since ?? AT_ONCE }));
}

export const countGivenUp = (tx: Tx): Promise<number> => tx.$count(outbox, sql`${outbox.state} = 'parked'`);

/** All that one reason holds of a topic is tried now, what was given up from the beginning; resolves with how many. */
export async function releaseStuck(
  tx: Tx,
  { topic, state, reason }: { topic: string; state: StuckState; reason: string | null },
  now: Date,
): Promise<number> {
  const of = sql`topic = ${topic} and reason is not distinct from ${reason}::text`;
  if (state === 'given_up')
    return waitAgain(tx, sql`state = 'parked' and ${of}`, { runAt: now, attempts: sql`0`, reason: null });
  const rows = await tx
    .update(outbox)
    .set({ runAt: now })
    .where(sql`state = 'waiting' and attempts >= ${TRIES} and ${of}`)
    .returning({ id: outbox.id });
  return rows.length;
}

export async function countByState(tx: Tx): Promise<Record<OutboxRow['state'], number>> {
  const rows = await tx.select({ state: outbox.state, count: count() }).from(outbox).groupBy(outbox.state);
  return { waiting: 0, queued: 0, parked: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
}

/** How much of one kind is owed, in whatever state. */
export async function countTopic(tx: Tx, topic: Topic): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(outbox).where(sql`${outbox.topic} = ${topic}`);
  return row?.count ?? 0;
}

/** True when there was such a parked row; it is tried again from the beginning. */
export async function releaseParked(tx: Tx, id: number, now: Date): Promise<boolean> {
  const parked = sql`id = ${id} and state = 'parked'`;
  return (await waitAgain(tx, parked, { runAt: now, attempts: sql`0`, reason: null })) > 0;
}

function held(id: number, generation: number): SQL {
  return sql`id = ${id} and generation = ${generation} and state = 'queued'`;
}

/**
 * Taken out and put in again in one statement: an UPDATE back to waiting would fail on the merge key where a newer row waits
 * already. Such a newer row stands for both, and keeps the later time, because what made us wait holds for it too.
 */
async function waitAgain(
  tx: Tx,
  which: SQL,
  set: { runAt: Date; attempts: SQL; reason: string | null },
): Promise<number> {
  const rows = await tx.execute(sql`
    with gone as (delete from outbox where ${which} returning *), back as (
    insert into outbox (id, topic, payload, merge_key, lane, state, run_at, attempts, generation, reason, created_at)
    select distinct on (coalesce(merge_key, ''), case when merge_key is null then id end) id, topic, payload, merge_key, lane,
      'waiting', ${set.runAt.toISOString()}::timestamptz, ${set.attempts}, generation, ${set.reason}::text, created_at
    from gone
    order by coalesce(merge_key, ''), case when merge_key is null then id end, id desc
    on conflict (merge_key) where state = 'waiting' do update
      set run_at = greatest(outbox.run_at, excluded.run_at), attempts = greatest(outbox.attempts, excluded.attempts))
    select id from gone`);
  return [...rows].length;
}
