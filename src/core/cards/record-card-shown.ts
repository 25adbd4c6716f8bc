import { updateLeasedCard } from '../../db/queries/cards.ts';
import { readItem } from '../../db/queries/items.ts';
import type { Line } from '../line.ts';
import { sealTs, tsHash } from './slack-ts.ts';
import { type HeldCard, heldCard } from './take-card.ts';

/**
 * The card stands at `ts` and shows this version. Says which version the item has by now, so that a change made meanwhile is shown
 * too. `inPlace`: it stands where it belongs, so an earlier failure is over. `lost` when another worker took the card.
 */
export async function recordCardShown(
  line: Line,
  card: HeldCard,
  shown: { ts: string; version: number; inPlace: boolean },
): Promise<{ card: HeldCard; version: number } | 'lost'> {
  return line.database.transaction(async (tx) => {
    const row = await updateLeasedCard(tx, card, {
      sealedTs: sealTs(line, card.id, shown.ts),
      tsHash: tsHash(line, card.channel, shown.ts),
      shownVersion: shown.version,
      uncertain: false,
      ...(shown.inPlace && { failure: null }),
    });
    const item = row && (await readItem(tx, row.itemId));
    const held = heldCard(line, row);
    return item && held ? { card: held, version: item.version } : 'lost';
  });
}
