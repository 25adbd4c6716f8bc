import { closeLoop } from '../../../db/queries/items/items.ts';
import { listToTellOf, markTold } from '../../../db/queries/residents/deliveries.ts';
import { noteSeen } from '../../../db/queries/residents/residents.ts';
import { endsLoop, isAnswer } from '../../domain/discretion.ts';
import { decideTold } from '../../domain/item.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { dayOf } from '../../domain/time/moments.ts';
import type { Line } from '../../line.ts';
import { applyDecision, workOnItem } from '../change-item.ts';

/**
 * Somebody of the staff has told a person without a channel everything that waits to be told of an item: this is the moment at which it was
 * answered. Refusals: not_found, not_allowed, nothing_to_tell.
 */
export async function tellPerson(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ itemId: string }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const waiting = await listToTellOf(tx, row.id);
    if (waiting.length === 0) return refuse('nothing_to_tell');
    const now = line.now();
    const answered = waiting.some(({ kind }) => isAnswer(kind) || (row.kind === 'enquiry' && kind === 'notice'));
    const applied = await applyDecision(tx, line, row, decideTold(row, answered, now), { kind: 'staff', member: by });
    if (!applied.ok) return applied;
    await markTold(
      tx,
      waiting.map(({ id }) => id),
      by.id,
      now,
    );
    if (waiting.some(({ kind }) => endsLoop(kind))) await closeLoop(tx, row.id, now);
    if (row.residentId !== null) await noteSeen(tx, row.residentId, dayOf(now));
    return done({ itemId: row.id });
  });
}
