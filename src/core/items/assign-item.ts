import { readVisibility } from '../../db/queries/items/visibility.ts';
import { readStaffBySlackId } from '../../db/queries/staff/staff.ts';
import { decideAssign, decideRelease } from '../domain/item.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayWorkOn, type StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { applyDecision, workOnItem } from './change-item.ts';
import { addNote } from './note-on-item.ts';
import { tellStaff } from './staff-news/tell-staff.ts';

/**
 * Hands an item over to a colleague, takes it over, or gives it back to everybody (nobody), with a remark that stays among staff; a colleague is
 * told by direct message. Given to who has it already it changes nothing. Whose it is afterwards, by name. `changeKey`: of the form, so that sent twice it is one. Refusals: not_found, role_needed, already_closed,
 * another_person_needed, not_on_the_line, may_not_work_on_it, words_destroyed.
 */
export async function assignItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  given: { slackUserId: string | null; remark: string; changeKey: string },
): Promise<Result<{ itemId: string; name: string | null }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const person = given.slackUserId === null ? null : await readStaffBySlackId(tx, given.slackUserId);
    if (given.slackUserId !== null && !person?.active) return refuse('not_on_the_line');
    if (person && !mayWorkOn(person, await readVisibility(tx, row.id))) return refuse('may_not_work_on_it');
    if (row.assigneeId !== (person?.id ?? null)) {
      const decision = person ? decideAssign(row, person.id) : decideRelease(row);
      const applied = await applyDecision(tx, line, row, decision, { kind: 'staff', member: by });
      if (!applied.ok) return applied;
      if (person) await tellStaff(tx, line, row.id, 'assigned', { actorId: by.id });
    }
    const noted = isBlank(given.remark)
      ? done({ itemId: row.id })
      : await addNote(tx, line, row, by, { text: given.remark, changeKey: given.changeKey });
    return noted.ok ? done({ itemId: row.id, name: person?.displayName ?? null }) : noted;
  });
}
