import { insertSlackReceipt } from '../../db/queries/work/slack-receipts.ts';
import type { Line } from '../line.ts';

/**
 * True the first time, in whichever process. Written down before the work, because whoever repeats a signed request within its five
 * minutes must find it taken; what Slack itself sends again it signs again.
 */
export const takeSignedOnce = (line: Line, signatureHash: string): Promise<boolean> =>
  insertSlackReceipt(line.database.read, `signed:${signatureHash}`, line.now());
