import type { Tx } from '../../db/client.ts';
import type { Satisfaction } from '../domain/codes.ts';
import { decideRate } from '../domain/item.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { applyDecision, lockResidentItem } from './change-item.ts';

/** "Did this solve it?" `reopened`: "no" opened it again, for another person. Refusals: not_found, already_rated, already_open. */
export async function rateItem(
  tx: Tx,
  line: Line,
  residentId: string,
  itemId: string,
  answer: Satisfaction,
): Promise<
  Result<{ reference: string; reopened: boolean }, 'not_found' | 'already_rated' | 'already_open' | 'words_destroyed'>
> {
  const row = await lockResidentItem(tx, residentId, itemId);
  if (!row) return refuse('not_found');
  const decision = decideRate(row, answer);
  const applied = await applyDecision(tx, line, row, decision, { kind: 'resident' });
  return applied.ok
    ? done({ reference: row.reference, reopened: decision.ok && decision.changes.status === 'open' })
    : applied;
}
