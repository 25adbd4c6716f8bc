import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readOneRow } from '../../read-rows.ts';
import { hidden } from '../items/visibility.ts';

/** Hidden items of every kind that were received from one instant to another. Exact: never to be shown as it is. */
export async function countSensitive(tx: Tx, from: Date, to: Date): Promise<number> {
  const { n } = await readOneRow(
    tx,
    z.object({ n: z.number() }),
    sql`
    select count(*)::int as n from items i
    where i.received_at >= ${from.toISOString()} and i.received_at < ${to.toISOString()} and ${hidden('i')}`,
  );
  return n;
}
