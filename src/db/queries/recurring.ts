import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';

/** True for the one process that takes this period's run. The date stands in `settings` under `recurring:<name>`. */
export async function takeRecurring(tx: Tx, name: string, everySeconds: number, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const before = new Date(now.getTime() - everySeconds * 1000).toISOString();
  const rows = await tx.execute(sql`
    insert into settings (key, value, updated_at) values (${`recurring:${name}`}, 'true'::jsonb, ${at})
    on conflict (key) do update set updated_at = excluded.updated_at where settings.updated_at <= ${before}
    returning key`);
  return rows.length === 1;
}
