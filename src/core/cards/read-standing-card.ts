import { readLiveCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import { withTs } from './slack-ts.ts';

/** Where an item's card stands in Slack, or null while it does not. */
export async function readStandingCard(line: Line, itemId: string): Promise<{ channel: string; ts: string } | null> {
  const card = await readLiveCard(line.database.read, itemId);
  const ts = card && withTs(line, card).ts;
  return card && ts ? { channel: card.channel, ts } : null;
}
