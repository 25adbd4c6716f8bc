import {
  listAskedGrants,
  listRoleGrants,
  lockRoles,
  type RoleGrantRow,
  readRoleGrant,
} from '../../db/queries/staff/role-grants.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import type { Role } from '../domain/codes.ts';
import { done, type Refusal, type Result, refuse } from '../domain/result.ts';
import { may, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { approversOf, type Holder, lapsesAt } from '../domain/staff/roles.ts';
import { UUID } from '../domain/uuid.ts';
import type { Line } from '../line.ts';
import { decideRequest } from './change-roles.ts';
import { listHolders } from './holders.ts';

export type AnsweredRequest = { name: string; role: Role };

/**
 * One answer to a request, the roles held: of two who press at once the first decides. Asked anew is all that may have changed since it
 * was asked for: whether it still stands, whether the asker is still an admin, and whether this person may decide now.
 */
export async function answerRoleRequest(
  line: Line,
  member: StaffMember | null,
  grantId: string,
  to: 'given' | 'refused',
): Promise<Result<AnsweredRequest>> {
  if (member === null || !may(member, 'decide_roles')) return refuseRole('decide_roles', member);
  return line.database.transaction(async (tx): Promise<Result<AnsweredRequest>> => {
    await lockRoles(tx);
    const grant = UUID.test(grantId) ? await readRoleGrant(tx, grantId) : null;
    if (!grant) return refuse('request_not_found');
    const people = await listHolders(tx);
    const ended = endOver(grant, people, line.now());
    if (ended) {
      if (grant.state === 'asked')
        await decideRequest(tx, line, grant, ended.code === 'request_lapsed' ? 'lapsed' : 'withdrawn', null);
      return ended;
    }
    const own = grant.askedById === member.id || grant.staffId === member.id;
    const decides = approversOf(grant, people, await listRoleGrants(tx), line.now()).includes(member.id);
    if (!decides) return refuse(own ? 'own_request' : 'not_approver');
    await decideRequest(tx, line, grant, to, member);
    const [person] = await readStaffByIds(tx, [grant.staffId]);
    return done({ name: person?.displayName ?? '', role: grant.role });
  });
}

/** Why a request can no longer be answered. */
function endOver(grant: RoleGrantRow, people: Holder[], now: Date): Refusal | null {
  if (grant.state === 'lapsed') return refuse('request_lapsed');
  if (grant.state !== 'asked') return refuse('request_decided');
  if (now >= lapsesAt(grant.askedAt)) return refuse('request_lapsed');
  const stands = (id: string | null, role?: string) =>
    people.some((one) => one.id === id && (role === undefined || one.roles.includes(role)));
  return stands(grant.askedById, 'admin') && stands(grant.staffId) ? null : refuse('request_decided');
}

export type RoleRequest = {
  grantId: string;
  name: string;
  role: Role;
  askedBy: string;
  lapsesAt: Date;
  decides: boolean;
};

/** What is asked for and not decided, for an admin and for who holds `protection`. Refusals: role_needed. */
export async function listRoleRequests(line: Line, member: StaffMember | null): Promise<Result<RoleRequest[]>> {
  if (member === null || !may(member, 'decide_roles')) return refuseRole('decide_roles', member);
  const { read } = line.database;
  const [people, grants] = [await listHolders(read), await listRoleGrants(read)];
  return done(
    (await readRoleRequests(line)).map(({ grant, ...request }) => ({
      ...request,
      decides: approversOf(grant, people, grants, line.now()).includes(member.id),
    })),
  );
}

/** The same for the command line, where nobody decides. */
export async function readRoleRequests(
  line: Line,
): Promise<(Omit<RoleRequest, 'decides'> & { grant: RoleGrantRow })[]> {
  const { read } = line.database;
  const asked = await listAskedGrants(read);
  const ids = asked.flatMap(({ staffId, askedById }) => [staffId, askedById]).filter((id) => id !== null);
  const names = new Map((await readStaffByIds(read, [...new Set(ids)])).map((row) => [row.id, row.displayName]));
  return asked.map((grant) => ({
    grant,
    grantId: grant.id,
    name: names.get(grant.staffId) ?? '',
    role: grant.role,
    askedBy: names.get(grant.askedById ?? '') ?? '',
    lapsesAt: lapsesAt(grant.askedAt),
  }));
}
