import { updateLeasedCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import { type HeldCard, heldCard } from './take-card.ts';

/** Slack said no, or a search found nothing: no card stands. `failure` is Slack's code, kept until a card stands where it belongs. */
export async function recordCardNotPosted(line: Line, card: HeldCard, failure?: string): Promise<HeldCard | null> {
  const changes = {
    sealedTs: null,
    tsHash: null,
    shownVersion: 0,
    uncertain: false,
    ...(failure !== undefined && { failure }),
  };
  return heldCard(line, await updateLeasedCard(line.database.read, card, changes));
}
