import { sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';

/** Whether the server keeps the moment of every transaction: with them, each row says to the microsecond when it was written. */
export async function keepsCommitMoments(tx: Tx): Promise<boolean> {
  const [row] = (await tx.execute(sql`select current_setting('track_commit_timestamp') as value`)) as unknown as {
    value: string;
  }[];
  return row?.value === 'on';
}
