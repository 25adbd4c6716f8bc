import type { Tx } from '../../db/client.ts';
import { decideWithdraw } from '../domain/item.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { applyDecision, lockResidentItem } from './change-item.ts';

/** By the resident. Refusals: not_found, already_withdrawn, already_closed. */
export async function withdrawItem(
  tx: Tx,
  line: Line,
  residentId: string,
  itemId: string,
): Promise<Result<{ reference: string; sensitive: boolean }, 'not_found' | 'already_withdrawn' | 'already_closed'>> {
  const row = await lockResidentItem(tx, residentId, itemId);
  if (!row) return refuse('not_found');
  const applied = await applyDecision(tx, line, row, decideWithdraw(row, line.now()), { kind: 'resident' });
  return applied.ok ? done({ reference: row.reference, sensitive: row.sensitive }) : applied;
}
