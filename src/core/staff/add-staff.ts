import { randomUUID } from 'node:crypto';
import { appendEvents } from '../../db/queries/items/events.ts';
import { listRoleGrants, lockRoles } from '../../db/queries/staff/role-grants.ts';
import { putStaff, readStaffBySlackId } from '../../db/queries/staff/staff.ts';
import type { Agency, Role } from '../domain/codes.ts';
import { done, type Refusal, type Result, refuse } from '../domain/result.ts';
import { mayManageStaff, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { approversOf, type Holder, isGuarded } from '../domain/staff/roles.ts';
import { compareWithNamed } from '../items/hidden/named-people.ts';
import type { Line } from '../line.ts';
import { askForRole, endRole, giveRole, type RoleGiver } from './change-roles.ts';
import { listHolders } from './holders.ts';

export type NewStaff = { slackUserId: string; displayName: string; agency: Agency; roles: Role[] };
/** `waiting`: roles that another has to approve first, which give nothing until then. `stuck`: those of them that nobody may approve as it is. */
export type AddedStaff = StaffMember & { waiting: Role[]; stuck: Role[] };

/**
 * Adds a staff member or changes their name, agency and roles. An admin gives `triage` and `lead` at once, and asks others for
 * `protection` and `admin`; nobody gives themselves a role while somebody else can. The command line gives `protection` only while
 * nobody holds it. Refusals: role_needed, no_roles, own_role, protection_by_approval.
 */
export async function addStaff(
  line: Line,
  by: RoleGiver,
  added: NewStaff,
): Promise<Result<AddedStaff, 'role_needed' | 'no_roles' | 'own_role' | 'protection_by_approval'>> {
  if (typeof by === 'object' && !mayManageStaff(by)) return refuseRole('manage_staff', by);
  if (added.roles.length === 0) return refuse('no_roles');
  return line.database.transaction(async (tx) => {
    await lockRoles(tx);
    const people = await listHolders(tx);
    const before = await readStaffBySlackId(tx, added.slackUserId);
    const held = before?.active ? before.roles : [];
    const gained = added.roles.filter((role) => !held.includes(role));
    const refused = refuseGiving(by, added.slackUserId, gained, people);
    if (refused) return refused;
    const waiting = typeof by === 'object' ? gained.filter(isGuarded) : [];
    const roles = added.roles.filter((role) => !waiting.includes(role));
    const row = await putStaff(tx, { id: randomUUID(), ...added, roles, active: true }, line.now());
    if (roles.includes('protection')) await compareWithNamed(tx, line, row);
    await appendEvents(tx, [
      {
        kind: 'staff_added',
        actor: typeof by === 'object' ? 'staff' : 'system',
        staffId: typeof by === 'object' ? by.id : null,
        data: { staffId: row.id, roles },
        at: line.now(),
      },
    ]);
    for (const role of held) if (!added.roles.includes(role)) await endRole(tx, line, by, row, role);
    for (const role of gained)
      if (typeof by === 'object' && waiting.includes(role)) await askForRole(tx, line, by, row, role);
      else await giveRole(tx, line, by, row, role);
    const [now, grants] = waiting.length > 0 ? [await listHolders(tx), await listRoleGrants(tx)] : [[], []];
    const stuck = waiting.filter((role) => {
      const request = { staffId: row.id, role, askedById: typeof by === 'object' ? by.id : null };
      return approversOf(request, now, grants, line.now()).length === 0;
    });
    return done({ id: row.id, ...added, roles, waiting, stuck });
  });
}

function refuseGiving(
  by: RoleGiver,
  to: string,
  gained: Role[],
  people: Holder[],
): Refusal<'role_needed' | 'own_role' | 'protection_by_approval'> | null {
  if (typeof by === 'object') {
    // Read anew under the lock: whoever lost the role meanwhile gives nothing.
    if (!people.some(({ id, roles }) => id === by.id && roles.includes('admin'))) return refuseRole('manage_staff', by);
    const another = people.some(({ id, roles }) => id !== by.id && roles.includes('admin'));
    if (to === by.slackUserId && gained.some((role) => another || isGuarded(role))) return refuse('own_role');
  }
  const guarded = people.some(({ roles }) => roles.includes('protection'));
  if (by === 'console' && gained.includes('protection') && guarded) return refuse('protection_by_approval');
  return null;
}
