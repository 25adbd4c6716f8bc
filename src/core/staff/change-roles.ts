import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { listItems, updateItem } from '../../db/queries/items/items.ts';
import {
  insertRoleGrant,
  listAskedGrants,
  type RoleGrantRow,
  readStandingGrant,
  updateRoleGrant,
} from '../../db/queries/staff/role-grants.ts';
import { readStaffByIds, type StaffRow, updateStaffRoles } from '../../db/queries/staff/staff.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Role } from '../domain/codes.ts';
import type { AnyFact } from '../domain/facts/every-fact.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { followDanger } from '../items/calling.ts';
import { endForbiddenLooks } from '../items/hidden/forbidden-looks.ts';
import { compareWithNamed } from '../items/hidden/named-people.ts';
import type { Line } from '../line.ts';
import { oweRoleNotices } from './tell-of-roles.ts';

/** Who changes a role: an admin, the command line, the configuration (SLACK_ADMINS), or invented samples. */
export type RoleGiver = StaffMember | 'console' | 'config' | 'sample';

const idOf = (by: RoleGiver | null): string | null => (by !== null && typeof by === 'object' ? by.id : null);
const viaOf = (by: RoleGiver): RoleGrantRow['via'] => (typeof by === 'object' ? 'staff' : by);

const MOST_AT_ONCE = 10_000;

type RoleFactKind = Extract<AnyFact['kind'], `role_${string}`>;

async function note(tx: Tx, line: Line, kind: RoleFactKind, grant: RoleGrantRow, by: string | null): Promise<void> {
  const { id: grantId, staffId, role } = grant;
  const actor = by === null ? ('system' as const) : ('staff' as const);
  await appendEvents(tx, [{ kind, actor, staffId: by, data: { grantId, staffId, role }, at: line.now() }]);
}

/** Gives a role at once. The caller holds the roles (`lockRoles`) and writes `staff.roles`. */
export async function giveRole(tx: Tx, line: Line, by: RoleGiver, row: StaffRow, role: Role): Promise<void> {
  const now = line.now();
  const before = await readStandingGrant(tx, row.id, role);
  // What was only asked for is no longer needed.
  if (before)
    await updateRoleGrant(tx, before.id, { state: before.state === 'asked' ? 'withdrawn' : 'ended', endedAt: now });
  const grant = await insertRoleGrant(tx, {
    id: randomUUID(),
    staffId: row.id,
    role,
    state: 'given',
    via: viaOf(by),
    askedById: idOf(by),
    askedAt: now,
    decidedAt: now,
  });
  await note(tx, line, 'role_given', grant, idOf(by));
  if (by === 'console' || by === 'config') await oweRoleNotices(tx, line, grant, 'given');
}

/** Asks others to give a role; until one approves it gives nothing. One that is asked for already stays as it is. */
export async function askForRole(tx: Tx, line: Line, by: StaffMember, row: StaffRow, role: Role): Promise<void> {
  if (await readStandingGrant(tx, row.id, role)) return;
  const grant = await insertRoleGrant(tx, {
    id: randomUUID(),
    staffId: row.id,
    role,
    state: 'asked',
    via: 'staff',
    askedById: by.id,
    askedAt: line.now(),
  });
  await note(tx, line, 'role_asked', grant, by.id);
  await oweRoleNotices(tx, line, grant, 'asked');
}

/** Decides a request that the caller found `asked` while holding the roles. */
export async function decideRequest(
  tx: Tx,
  line: Line,
  grant: RoleGrantRow,
  to: 'given' | 'refused' | 'lapsed' | 'withdrawn',
  by: StaffMember | null,
): Promise<void> {
  const decided = await updateRoleGrant(tx, grant.id, {
    state: to,
    decidedById: by?.id ?? null,
    decidedAt: line.now(),
  });
  if (to === 'given') {
    const [row] = await readStaffByIds(tx, [grant.staffId]);
    if (row) await updateStaffRoles(tx, row.id, [...new Set([...row.roles, grant.role])], line.now());
    if (row && grant.role === 'protection') await compareWithNamed(tx, line, row);
  }
  await note(tx, line, `role_${to}`, decided, by?.id ?? null);
  await oweRoleNotices(tx, line, decided, to);
}

/** Takes a role away that somebody holds, with what they looked at by it. The caller holds the roles and has written `staff.roles`. */
export async function endRole(tx: Tx, line: Line, by: RoleGiver, row: StaffRow, role: Role): Promise<void> {
  const now = line.now();
  const ended = { state: 'ended' as const, endedById: idOf(by), endedAt: now };
  const before = await readStandingGrant(tx, row.id, role);
  const grant = before
    ? await updateRoleGrant(tx, before.id, ended)
    : await insertRoleGrant(tx, {
        id: randomUUID(),
        staffId: row.id,
        role,
        via: 'before',
        askedAt: row.createdAt,
        ...ended,
      });
  await note(tx, line, 'role_ended', grant, idOf(by));
  await oweRoleNotices(tx, line, grant, 'ended');
  if (role === 'protection') await freeItems(tx, line, row.id, true);
  await endForbiddenLooks(tx, line, { staffId: row.id });
  // What an admin had asked for falls with the role by which they asked.
  if (role === 'admin')
    for (const asked of await listAskedGrants(tx, row.id))
      if (asked.askedById === row.id) await decideRequest(tx, line, asked, 'withdrawn', null);
}

/** What somebody had claimed is free again: all of it, or what they may no longer see. Returns how many. */
export async function freeItems(tx: Tx, line: Line, staffId: string, sensitiveAlone: boolean): Promise<number> {
  const held = await listItems(tx, { status: 'open', assigneeId: staffId, sensitiveFor: staffId }, MOST_AT_ONCE);
  const freed = held.filter((item) => item.sensitive || !sensitiveAlone);
  for (const item of freed) {
    await updateItem(tx, item.id, { assigneeId: null }, line.now());
    await followDanger(tx, line, item.id, item, { ...item, assigneeId: null });
    await appendEvents(tx, [{ kind: 'item_released', itemId: item.id, actor: 'system', at: line.now() }]);
    await owe(tx, 'card', { itemId: item.id });
  }
  return freed.length;
}
