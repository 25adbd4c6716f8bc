import type { Role } from '../codes.ts';

/** Roles that nobody gives alone: another approves them. */
export const GUARDED_ROLES: readonly Role[] = ['protection', 'admin'];
export const isGuarded = (role: Role): boolean => GUARDED_ROLES.includes(role);

const DAY_MS = 86_400_000;
const LAPSES_AFTER_DAYS = 7;
export const lapsesAt = (askedAt: Date): Date => new Date(askedAt.getTime() + LAPSES_AFTER_DAYS * DAY_MS);
/** What was asked for until then has lapsed. */
export const lapsedBefore = (now: Date): Date => new Date(now.getTime() - LAPSES_AFTER_DAYS * DAY_MS);

/** Somebody who is staff now, and in nobody's eyes a guest. */
export type Holder = { id: string; roles: readonly string[] };

/** `asked` → `given`, `refused`, `lapsed` or `withdrawn`; `given` → `ended`. */
export const GRANT_STATES = ['asked', 'given', 'refused', 'lapsed', 'withdrawn', 'ended'] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** `before`: held already when grants began to be written down, by nobody knows whom. */
export const GRANTED_VIA = ['staff', 'console', 'config', 'sample', 'before'] as const;

/** One row of who gave whom a role, of any state. */
export type RoleGrant = {
  staffId: string;
  role: Role;
  state: GrantState;
  askedById: string | null;
  decidedById: string | null;
  endedById: string | null;
  endedAt: Date | null;
};

const wasGiven = ({ state }: RoleGrant): boolean => state === 'given' || state === 'ended';
const giversOf = (grant: RoleGrant): string[] => [grant.askedById, grant.decidedById].filter((id) => id !== null);

/**
 * Whether somebody's standing `admin` role comes from this person: asked for or approved by them, or by whom they made an admin, however
 * many between, removed since or not.
 */
export function owesAdminTo(maker: string, staffId: string, grants: readonly RoleGrant[]): boolean {
  const admin = grants.filter((grant) => grant.role === 'admin' && wasGiven(grant));
  const waiting = admin.filter((grant) => grant.staffId === staffId && grant.state === 'given').flatMap(giversOf);
  const seen = new Set<string>();
  for (const giver of waiting) {
    if (giver === maker) return true;
    if (seen.has(giver)) continue;
    seen.add(giver);
    waiting.push(...admin.filter((grant) => grant.staffId === giver).flatMap(giversOf));
  }
  return false;
}

/** Whoever took `protection` from somebody lately does not then say who has it instead. */
const tookProtectionLately = (staffId: string, grants: readonly RoleGrant[], now: Date): boolean =>
  grants.some(
    ({ role, endedById, endedAt, staffId: from }) =>
      role === 'protection' && endedById === staffId && from !== staffId && endedAt !== null && now < lapsesAt(endedAt),
  );

/**
 * Who may approve, or refuse, that this person is given this role. `protection`: those who hold it, while anybody else than the asker
 * does; otherwise another admin whose role the asker did not give and who emptied it for nobody. `admin`: such an admin, or who holds
 * `protection`. Never the asker, never the one it is for.
 */
export function approversOf(
  request: { staffId: string; role: string; askedById: string | null },
  people: readonly Holder[],
  grants: readonly RoleGrant[],
  now: Date,
): string[] {
  const others = people.filter(({ id }) => id !== request.askedById && id !== request.staffId);
  const holding = others.filter(({ roles }) => roles.includes('protection'));
  const admins = others.filter(
    ({ id, roles }) =>
      roles.includes('admin') && (request.askedById === null || !owesAdminTo(request.askedById, id, grants)),
  );
  if (request.role === 'admin') return [...new Set([...holding, ...admins].map(({ id }) => id))];
  const free = admins.filter(({ id }) => !tookProtectionLately(id, grants, now));
  return (holding.length > 0 ? holding : free).map(({ id }) => id);
}
