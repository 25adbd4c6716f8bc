import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readOneRow } from '../../read-rows.ts';

/** Whether the server keeps the moment of every transaction: with them, each row says to the microsecond when it was written. */
export async function keepsCommitMoments(tx: Tx): Promise<boolean> {
  const setting = z.object({ value: z.string() });
  const { value } = await readOneRow(tx, setting, sql`select current_setting('track_commit_timestamp') as value`);
  return value === 'on';
}
