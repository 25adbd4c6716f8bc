import { eq } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { slackReceipts } from '../schema/slack-receipts.ts';

export async function hasSlackReceipt(tx: Tx, eventId: string): Promise<boolean> {
  const rows = await tx.select().from(slackReceipts).where(eq(slackReceipts.eventId, eventId));
  return rows.length > 0;
}

export async function insertSlackReceipt(tx: Tx, eventId: string, at: Date): Promise<void> {
  await tx.insert(slackReceipts).values({ eventId, receivedAt: at }).onConflictDoNothing();
}
