import { lt } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { telegramUpdates } from '../../schema/residents/telegram-updates.ts';
import { slackReceipts } from '../../schema/work/slack-receipts.ts';

/** Neither Telegram nor Slack delivers again after so long. */
export async function deleteOldReceipts(tx: Tx, before: Date): Promise<void> {
  await tx.delete(telegramUpdates).where(lt(telegramUpdates.receivedAt, before));
  await tx.delete(slackReceipts).where(lt(slackReceipts.receivedAt, before));
}
