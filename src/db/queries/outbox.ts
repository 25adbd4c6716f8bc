import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { outbox } from '../schema/outbox.ts';

export type OutboxRow = typeof outbox.$inferSelect;
export type Owed = { topic: string; payload: Record<string, string>; mergeKey?: string; runAt?: Date };

/**
 * Owes work to the outside, in the transaction that makes it due. Two waiting rows of one merge key are one. The conflict updates the row
 * although nothing in it needs to change: that locks it until commit, so that the relay (which skips locked rows) cannot hand it to a
 * worker who would read the state from before this change.
 */
export async function enqueue(tx: Tx, owed: Owed): Promise<void> {
  const runAt = owed.runAt ? sql`${owed.runAt.toISOString()}::timestamptz` : sql`now()`;
  await tx
    .insert(outbox)
    .values({ topic: owed.topic, payload: owed.payload, mergeKey: owed.mergeKey ?? null, runAt })
    .onConflictDoUpdate({
      target: outbox.mergeKey,
      targetWhere: sql`state = 'waiting'`,
      set: { runAt: sql`least(${outbox.runAt}, excluded.run_at)` },
    });
}

/** Takes rows that are due for the queue, oldest first, and gives each attempt a generation of its own. Run in its own short transaction. */
export async function claimWaiting(tx: Tx, now: Date, strandedAt: Date, limit: number): Promise<OutboxRow[]> {
  const due = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), lt(outbox.runAt, sql`${now.toISOString()}::timestamptz`)))
    .orderBy(asc(outbox.runAt), asc(outbox.id))
    .limit(limit)
    .for('update', { skipLocked: true });
  const rows = await tx
    .update(outbox)
    .set({ state: 'queued', generation: sql`${outbox.generation} + 1`, queuedAt: now, strandedAt })
    .where(sql`${outbox.id} in ${due}`)
    .returning();
  return rows.sort((one, other) => one.id - other.id);
}

/** The row a job was made for, or null when that work is done, or was handed to another job since. */
export async function readQueued(tx: Tx, id: number, generation: number): Promise<OutboxRow | null> {
  const [row] = await tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.id, id), eq(outbox.generation, generation), eq(outbox.state, 'queued')));
  return row ?? null;
}

export async function finishOutboxRow(tx: Tx, id: number, generation: number): Promise<void> {
  await tx.delete(outbox).where(and(eq(outbox.id, id), eq(outbox.generation, generation)));
}

/**
 * Makes a row wait again. Where the same work was owed anew meanwhile (its merge key waits already), that row does it, and this one goes.
 */
export async function retryOutboxRow(
  tx: Tx,
  row: Pick<OutboxRow, 'id' | 'generation' | 'mergeKey'>,
  runAt: Date,
  reason: string,
): Promise<void> {
  const mine = and(eq(outbox.id, row.id), eq(outbox.generation, row.generation), eq(outbox.state, 'queued'));
  if (row.mergeKey !== null) {
    const twin = sql`exists (select 1 from outbox twin where twin.merge_key = ${row.mergeKey} and twin.state = 'waiting')`;
    const gone = await tx.delete(outbox).where(and(mine, twin)).returning({ id: outbox.id });
    if (gone.length > 0) return;
  }
  await tx
    .update(outbox)
    .set({ state: 'waiting', runAt, reason, attempts: sql`${outbox.attempts} + 1`, strandedAt: null })
    .where(mine);
}

/** Keeps a row that was refused for good, where staff and the doctor see it. */
export async function parkOutboxRow(tx: Tx, id: number, generation: number, reason: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ state: 'parked', reason, attempts: sql`${outbox.attempts} + 1`, strandedAt: null })
    .where(and(eq(outbox.id, id), eq(outbox.generation, generation)));
}

/** Queued rows that nobody finished in time: their job was lost, or its worker died. */
export async function listStranded(tx: Tx, now: Date, limit: number): Promise<OutboxRow[]> {
  return tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, 'queued'), lt(outbox.strandedAt, now)))
    .orderBy(asc(outbox.strandedAt))
    .limit(limit);
}

/** When the next waiting row is due, or null. */
export async function nextDueAt(tx: Tx): Promise<Date | null> {
  const [row] = await tx
    .select({ runAt: outbox.runAt })
    .from(outbox)
    .where(eq(outbox.state, 'waiting'))
    .orderBy(asc(outbox.runAt))
    .limit(1);
  return row?.runAt ?? null;
}

export async function countOutbox(tx: Tx): Promise<Record<string, number>> {
  const rows = await tx
    .select({ state: outbox.state, count: sql<number>`count(*)::int` })
    .from(outbox)
    .groupBy(outbox.state);
  return { waiting: 0, queued: 0, parked: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
}
