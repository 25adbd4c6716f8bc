import { and, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { residents } from '../schema/residents.ts';

export type ResidentRow = typeof residents.$inferSelect;

export async function readResident(tx: Tx, id: string): Promise<ResidentRow | null> {
  const [row] = await tx.select().from(residents).where(eq(residents.id, id));
  return row ?? null;
}

/** False when another worker holds the lease. With `own`, the holder renews it. */
export async function leaseDelivering(tx: Tx, id: string, now: Date, until: Date, own = false): Promise<boolean> {
  const free = or(isNull(residents.deliveringUntil), lt(residents.deliveringUntil, now)) as SQL;
  const rows = await tx
    .update(residents)
    .set({ deliveringUntil: until })
    .where(own ? eq(residents.id, id) : and(eq(residents.id, id), free))
    .returning({ id: residents.id });
  return rows.length === 1;
}

export async function releaseDelivering(tx: Tx, id: string): Promise<void> {
  await tx.update(residents).set({ deliveringUntil: null }).where(eq(residents.id, id));
}

export async function markBlocked(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.update(residents).set({ blockedAt: at }).where(eq(residents.id, id));
}

export async function clearPrompts(tx: Tx, said: { residentId: string; updateId: number }[]): Promise<void> {
  if (said.length === 0) return;
  const pairs = JSON.stringify(said.map((one) => ({ id: one.residentId, update_id: one.updateId })));
  await tx.execute(sql`
    update residents r set sealed_prompt = null, prompted_at = null
    from jsonb_to_recordset(${pairs}::jsonb) as s(id uuid, update_id bigint)
    where r.id = s.id and r.last_update_id = s.update_id`);
}
