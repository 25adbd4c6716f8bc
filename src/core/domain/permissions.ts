import type { Role } from './codes.ts';

/** A person in Slack as the line knows them. Someone without a row, or inactive, has no `StaffMember` at all. */
export type StaffMember = {
  id: string;
  slackUserId: string;
  displayName: string;
  agency: string;
  roles: readonly Role[];
};

export type Visible = { sensitive: boolean; excludedStaffIds: readonly string[] };

const has = (member: StaffMember | null, ...roles: Role[]): boolean =>
  member !== null && roles.some((role) => member.roles.includes(role));

/** Fail closed: without a role a person sees nothing; a sensitive item is for `protection` alone, and never for those named in it. */
export function maySee(member: StaffMember | null, item: Visible): boolean {
  if (member === null) return false;
  if (item.sensitive) return has(member, 'protection') && !item.excludedStaffIds.includes(member.id);
  return has(member, 'triage', 'protection', 'lead');
}

/** To claim, reply, note, refer, close and classify. */
export function mayWorkOn(member: StaffMember | null, item: Visible): boolean {
  return maySee(member, item) && has(member, 'triage', 'protection');
}

export const mayTriage = (member: StaffMember | null): boolean => has(member, 'triage', 'protection', 'lead');
export const maySeeSensitive = (member: StaffMember | null): boolean => has(member, 'protection');
/** To make, change and publish offers, and to see who takes part. */
export const mayManageOffers = (member: StaffMember | null): boolean => has(member, 'triage', 'lead');
export const mayExport = (member: StaffMember | null): boolean => has(member, 'lead');
export const mayManageStaff = (member: StaffMember | null): boolean => has(member, 'admin');
