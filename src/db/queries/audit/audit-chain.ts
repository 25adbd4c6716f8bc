import { asc, desc, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { auditLeaves, auditSeals } from '../../schema/audit/audit-seals.ts';
import { events } from '../../schema/items/events.ts';

export type Act = typeof events.$inferSelect;
export type Seal = typeof auditSeals.$inferSelect;

const AUDIT_LOCK = 7_411_207;

/** To the end of the transaction nobody else adds to the chain. */
export async function lockAuditChain(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
}

export async function readLastSeal(tx: Tx): Promise<Seal | null> {
  const [row] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.number)).limit(1);
  return row ?? null;
}

/** The first of what was done before an instant and no seal stands over, the oldest first. */
export async function listUnsealed(tx: Tx, before: Date, limit: number): Promise<Act[]> {
  return tx
    .select(getTableColumns(events))
    .from(events)
    .where(sql`${lt(events.at, before)} and not exists (select from audit_leaves l where l.event_id = ${events.id})`)
    .orderBy(asc(events.at))
    .limit(limit);
}

export const countUnsealed = (tx: Tx): Promise<number> =>
  tx.$count(events, sql`not exists (select from audit_leaves l where l.event_id = ${events.id})`);

/** Adds a seal over these events, in the order in which they are given. */
export async function addSeal(tx: Tx, seal: Seal, eventIds: readonly number[]): Promise<void> {
  await tx.insert(auditSeals).values(seal);
  await tx.insert(auditLeaves).values(eventIds.map((eventId) => ({ eventId, seal: seal.number })));
}

export async function listSeals(tx: Tx, after: number, limit: number): Promise<Seal[]> {
  return tx.select().from(auditSeals).where(gt(auditSeals.number, after)).orderBy(asc(auditSeals.number)).limit(limit);
}

/** What a seal stands over; null for what is not there any more. */
export async function listSealed(tx: Tx, seal: number): Promise<{ eventId: number; act: Act | null }[]> {
  const rows = await tx
    .select({ eventId: auditLeaves.eventId, act: events })
    .from(auditLeaves)
    .leftJoin(events, eq(events.id, auditLeaves.eventId))
    .where(eq(auditLeaves.seal, seal));
  return rows;
}
