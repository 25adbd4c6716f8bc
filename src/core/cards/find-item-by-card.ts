import { readItemByCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import { tsHash } from './slack-ts.ts';

/** Which item a message in Slack is the card of: where a thread message belongs. Null for any other message. */
export async function findItemByCard(
  line: Line,
  channel: string,
  ts: string,
): Promise<{ id: string; reference: string } | null> {
  return readItemByCard(line.database.read, channel, tsHash(line, channel, ts));
}
