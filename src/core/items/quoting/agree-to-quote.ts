import type { Tx } from '../../../db/client.ts';
import { decideQuoting } from '../../domain/item.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { Line } from '../../line.ts';
import { applyDecision, lockResidentItem } from '../change-item.ts';
import { removeQuotation } from './remove-quotation.ts';

/** "May we quote what you wrote?" A "no" takes out what was chosen before. Refusals: not_found, not_to_be_quoted, words_destroyed. */
export async function agreeToQuote(
  tx: Tx,
  line: Line,
  residentId: string,
  itemId: string,
  answer: 'yes' | 'no',
): Promise<Result<null, 'not_found' | 'not_to_be_quoted' | 'words_destroyed'>> {
  const row = await lockResidentItem(tx, residentId, itemId);
  if (!row) return refuse('not_found');
  const applied = await applyDecision(tx, line, row, decideQuoting(row, answer), { kind: 'resident' });
  if (!applied.ok) return applied;
  if (answer === 'no') await removeQuotation(tx, line, itemId, null);
  return done(null);
}
