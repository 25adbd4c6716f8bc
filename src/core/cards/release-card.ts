import { updateLeasedCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';
import type { HeldCard } from './take-card.ts';

/** Lets go of a card; harmless when it was lost meanwhile. `failure`: why it does not stand as it should, as Slack's code. */
export async function releaseCard(line: Line, card: HeldCard, failure?: string): Promise<void> {
  await updateLeasedCard(line.database.read, card, { postingUntil: null, ...(failure !== undefined && { failure }) });
}
