import { sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { settings } from '../../schema/settings.ts';

/** True for the one caller, among all processes, who may run this job in this period. */
export async function beginPeriod(tx: Tx, name: string, period: number, now: Date): Promise<boolean> {
  const rows = await tx
    .insert(settings)
    .values({ key: `recurring:${name}`, value: period, updatedAt: now })
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: period, updatedAt: now },
      setWhere: sql`${settings.value} < excluded.value`,
    })
    .returning({ key: settings.key });
  return rows.length > 0;
}
