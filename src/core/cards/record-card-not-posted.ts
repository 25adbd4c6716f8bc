import { updateLeasedCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import type { HeldCard } from './take-card.ts';

/** Slack said no, or a search found nothing: no card stands. `failure` is Slack's code, kept until a card stands where it belongs. */
export async function recordCardNotPosted(line: Line, card: HeldCard, failure?: string): Promise<HeldCard | null> {
  const changes = { ts: null, shownVersion: 0, uncertain: false, ...(failure !== undefined && { failure }) };
  return (await updateLeasedCard(line.database.read, card, changes)) as HeldCard | null;
}
