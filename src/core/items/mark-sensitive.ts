import type { Tx } from '../../db/client.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { decideMarkSensitive } from '../domain/item.ts';
import type { StaffMember } from '../domain/permissions.ts';
import { done, type Result } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { applyDecision, lockResidentItem, stateOf, workOnItem } from './change-item.ts';

/** What we posted of it before is taken back, and the card moves to the restricted channel. */
export async function hideFromOthers(tx: Tx, itemId: string): Promise<void> {
  await enqueue(tx, { topic: 'redact', payload: { itemId }, mergeKey: `redact:${itemId}` });
}

/** By staff: from now on `protection` alone sees it. Refusals: not_found, not_allowed, already_sensitive. */
export async function markSensitive(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const applied = await applyDecision(tx, line, row, decideMarkSensitive(stateOf(row)), {
      kind: 'staff',
      member: by,
    });
    if (!applied.ok) return applied;
    await hideFromOthers(tx, row.id);
    return done({ itemId: row.id });
  });
}

/** By the resident, in the turn's transaction. Refusals: not_found, already_sensitive. */
export async function markOwnItemSensitive(
  tx: Tx,
  line: Line,
  residentId: string,
  itemId: string,
): Promise<Result<{ reference: string }>> {
  const row = await lockResidentItem(tx, residentId, itemId);
  if (!row) return { ok: false, code: 'not_found' };
  const applied = await applyDecision(tx, line, row, decideMarkSensitive(stateOf(row)), { kind: 'resident' });
  if (!applied.ok) return applied;
  await hideFromOthers(tx, row.id);
  return done({ reference: row.reference });
}
