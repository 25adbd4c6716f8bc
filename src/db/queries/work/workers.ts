import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { workers } from '../../schema/work/workers.ts';

/** By the server's clock: processes whose own clocks differ must agree on who is dead. */
export const inSeconds = (seconds: number): SQL => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/** This worker lives, and will be taken for dead when it has not said so again within so many seconds. */
export async function sayAlive(tx: Tx, id: string, seconds: number): Promise<void> {
  const aliveUntil = inSeconds(seconds);
  await tx.insert(workers).values({ id, aliveUntil }).onConflictDoUpdate({ target: workers.id, set: { aliveUntil } });
}

/** It works no more: what it still holds is free at once. The dead of yesterday go with it. */
export async function leaveWork(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from ${workers} where id = ${id} or alive_until < clock_timestamp() - interval '1 day'`);
}

/** A lease is over before its time when the worker that took it is dead. */
export const heldByTheDead = (heldBy: AnyColumn): SQL =>
  sql`(${heldBy} is not null and not exists (select 1 from workers w where w.id = ${heldBy} and w.alive_until > clock_timestamp()))`;
