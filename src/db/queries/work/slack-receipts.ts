import { eq } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { slackReceipts } from '../../schema/work/slack-receipts.ts';

export async function hasSlackReceipt(tx: Tx, eventId: string): Promise<boolean> {
  const rows = await tx.select().from(slackReceipts).where(eq(slackReceipts.eventId, eventId));
  return rows.length > 0;
}

/** False when it was there already. */
export async function insertSlackReceipt(tx: Tx, eventId: string, at: Date): Promise<boolean> {
  const values = { eventId, receivedAt: at };
  const made = await tx
    .insert(slackReceipts)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: slackReceipts.eventId });
  return made.length > 0;
}
