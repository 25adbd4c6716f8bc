import { listItemEvents } from '../../db/queries/items/events.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { ACTIVITIES } from '../activities.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { seeItem } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';

/** `text`: the key of what staff read for this fact. */
export type HistoryEntry = {
  kind: string;
  text: string;
  actor: 'resident' | 'staff' | 'system';
  staffName: string | null;
  at: Date;
};

/** What the activities call their facts; any other has its text among the items'. */
const FACTS = new Map(ACTIVITIES.flatMap(({ facts }) => Object.entries(facts ?? {})));
const textOf = (kind: string): string => FACTS.get(kind) ?? `staff:event.${kind}`;

/** What happened to an item, oldest first: codes only, no word of the resident. Refusals: not_found. */
export async function showHistory(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<HistoryEntry[]>> {
  const { read } = line.database;
  const seen = await seeItem(read, member, reference);
  if (!seen) return refuse('not_found');
  const events = await listItemEvents(read, seen.row.id);
  const ids = [...new Set(events.map((event) => event.staffId).filter((id) => id !== null))];
  const names = new Map((await readStaffByIds(read, ids)).map((person) => [person.id, person.displayName]));
  return done(
    events.map(({ kind, actor, staffId, at }) => ({
      kind,
      text: textOf(kind),
      actor,
      staffName: names.get(staffId ?? '') ?? null,
      at,
    })),
  );
}
