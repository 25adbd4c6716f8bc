import { updateCard } from '../../db/queries/cards.ts';
import type { Line } from '../line.ts';

/** The version of a retired card that shows nothing any more, or is gone. */
export const BLANKED = -1;

/** Records that a retired card holds no word any more. */
export async function blankCard(line: Line, cardId: string): Promise<void> {
  await updateCard(line.database.read, cardId, { shownVersion: BLANKED, uncertain: false });
}
