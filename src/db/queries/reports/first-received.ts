import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { anInstant, readRows } from '../../read-rows.ts';
import { hidden } from '../items/visibility.ts';

const Row = z.object({ at: anInstant });

/** When the first item came that is not hidden; null while there is none. */
export async function readFirstReceived(tx: Tx): Promise<Date | null> {
  const [row] = await readRows(
    tx,
    Row,
    sql`select i.received_at as at from items i where not ${hidden('i')} order by i.received_at, i.id limit 1`,
  );
  return row?.at ?? null;
}
