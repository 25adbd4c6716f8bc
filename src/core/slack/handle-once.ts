import { hasSlackReceipt, insertSlackReceipt } from '../../db/queries/work/slack-receipts.ts';
import type { Line } from '../line.ts';

/**
 * Lets a redelivered event of Slack pass. Written down after the work: a crash in between brings the event again, so the work
 * itself must bear being done twice.
 */
export async function handleOnce(line: Line, eventId: string, work: () => Promise<void>): Promise<void> {
  if (await hasSlackReceipt(line.database.read, eventId)) return;
  await work();
  await insertSlackReceipt(line.database.read, eventId, line.now());
}
