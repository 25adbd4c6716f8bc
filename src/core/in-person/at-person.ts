import type { Tx } from '../../db/client.ts';
import { type ItemRow, readItem, readItemByReference } from '../../db/queries/items/items.ts';
import { lockResident } from '../../db/queries/residents/residents.ts';
import { openStanding } from '../dialogue/open-standing.ts';
import { hasNoChannel } from '../domain/codes.ts';
import { done, type Refusal, type Result, refuse } from '../domain/result.ts';
import { lacksRole, mayHandle, mayWorkOn, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { seeRow } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { isKnown, type KnownVisit, type Visit } from '../turn/visit.ts';

/**
 * One transaction in which whoever of the staff acts for the person without a channel of an item, as in a turn of their own. In the order of a turn, the
 * person first, so that what they say and a code that they use never cross. Refusals: not_found, role_needed, no_contact, words_destroyed.
 */
export async function atPerson<Came extends Result<unknown> | { ok: false; code: string }>(
  line: Line,
  member: StaffMember | null,
  reference: string,
  work: (visit: KnownVisit, row: ItemRow, by: StaffMember) => Promise<Came>,
): Promise<Came | Refusal> {
  const lacks = lacksRole(member, 'work_on_items');
  if (lacks) return lacks;
  return line.database.transaction(async (tx): Promise<Came | Refusal> => {
    const found = await readItemByReference(tx, reference);
    const seen = await seeRow(tx, member, found);
    if (!found || !seen) return refuse('not_found');
    if (!mayWorkOn(seen.member, seen.visible)) return refuseRole('work_on_items', seen.member);
    if (found.kind !== 'feedback' && !mayHandle(seen.member, seen.visible))
      return refuseRole('run_offers', seen.member);
    const resident = found.residentId === null ? null : await lockResident(tx, found.residentId);
    const row = await readItem(tx, found.id);
    if (!row || row.redactedAt !== null) return refuse('words_destroyed');
    if (!resident || !row.toldByStaff || !hasNoChannel(resident)) return refuse('no_contact');
    const visit = await visitOf(tx, line, resident);
    return visit ? work(visit, row, seen.member) : refuse('words_destroyed');
  });
}

/** Whether an item has such a person whom this staff member may act for. The same refusals. */
export const knowsPerson = (line: Line, member: StaffMember | null, reference: string): Promise<Result<null>> =>
  atPerson(line, member, reference, async (): Promise<Result<null>> => done(null));

/** Null where their words are gone. */
async function visitOf(tx: Tx, line: Line, resident: Visit['resident']): Promise<KnownVisit | null> {
  const { key, place } = await openStanding(tx, line, await line.settings(tx), resident, null);
  const visit: Visit = {
    ...place,
    ...{ tx, line, resident, key },
    // How they came is where their words come from; nothing is sent there.
    address: { channel: resident.channel, text: resident.id },
    ...{ plainBubbles: [], changes: {}, acts: [], screen: {}, alone: true },
  };
  return isKnown(visit) ? visit : null;
}
