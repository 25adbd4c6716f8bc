import { updateLeasedCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import { type HeldCard, heldCard, leaseEnd } from './take-card.ts';

/**
 * Renews the lease before a call to Slack. With `uncertain` it is written down that the call may leave a card behind whose answer
 * never comes. Null when the card was lost to another worker: then nothing may be posted.
 */
export async function beginPostingCard(line: Line, card: HeldCard, uncertain: boolean): Promise<HeldCard | null> {
  const until = leaseEnd(line);
  const row = await updateLeasedCard(line.database.read, card, {
    postingUntil: until,
    ...(uncertain && { uncertain: true }),
  });
  return heldCard(line, row);
}
