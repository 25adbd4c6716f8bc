import type { Tx } from '../../../db/client.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { decideAskToQuote } from '../../domain/item.ts';
import type { Say } from '../../domain/say.ts';
import type { Line } from '../../line.ts';
import { sayMayBeQuoted } from '../../residents/say-of-item.ts';
import { applyDecision, lockResidentItem } from '../change-item.ts';
import { readOwnWords } from './own-words.ts';

/**
 * Asks once, after they said what came of it, whether their words may be quoted; nothing where they may not be anyway: of what is sensitive
 * or linked to it, of what came without a name, and where they wrote no word.
 */
export async function askToQuote(tx: Tx, line: Line, residentId: string, itemId: string): Promise<Say[]> {
  const row = await lockResidentItem(tx, residentId, itemId);
  const decision = row && decideAskToQuote(row);
  if (!row || !decision?.ok || (await readVisibility(tx, itemId)).sensitive) return [];
  if ((await readOwnWords(tx, line, row)).length === 0) return [];
  await applyDecision(tx, line, row, decision, { kind: 'resident' });
  return sayMayBeQuoted(itemId);
}
