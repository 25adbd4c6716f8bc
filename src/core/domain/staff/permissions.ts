import { type Agency, ROLES, type Role } from '../codes.ts';
import { type Refusal, refuse } from '../result.ts';

/** A person in Slack as the line knows them. Someone without a row, or inactive, has no `StaffMember` at all. */
export type StaffMember = {
  id: string;
  slackUserId: string;
  displayName: string;
  agency: Agency;
  roles: readonly Role[];
};

export type Visible = { sensitive: boolean; excludedStaffIds: readonly string[] };

/**
 * Who may do what: any one of these roles is enough. Each handler in Slack names its row (bots/slack/surface.ts) and is never reached
 * without it; what an item adds to it is asked by `maySee` and what stands on it.
 */
const RULES = {
  /** What says and changes nothing of the line. */
  anybody: [],
  have_a_role: ROLES,
  see_items: ['triage', 'protection', 'lead'],
  work_on_items: ['triage', 'protection'],
  see_sensitive: ['protection'],
  /** To make, change and publish offers, and to see who takes part. */
  run_offers: ['triage', 'lead'],
  /** Names, phones and steps of one person's: `mayHandle` says whose. */
  see_people: ['triage', 'protection', 'lead'],
  export: ['lead'],
  /** What is not for sharing: exact figures, and lists with a row a person or item. */
  take_internal: ['lead'],
  manage_staff: ['admin'],
  /** To say who is on duty, for those of `protection` (maySetRota). */
  set_duty: ['lead', 'admin'],
  /** To see what of the line's work was given up, and to have it tried again. */
  tend_line: ['protection', 'lead', 'admin'],
  /** To see who may do what, and to answer who asks for a role; which request, each by itself (roles.ts). */
  decide_roles: ['protection', 'admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Rule = keyof typeof RULES;

export function may(member: StaffMember | null, rule: Rule): boolean {
  return rule === 'anybody' || (member !== null && RULES[rule].some((role) => member.roles.includes(role)));
}

/**
 * The refusal of who lacks a role: it says which one would do, whom it is said to, and nothing of what was asked for. So it is asked before
 * anything is looked for, and is the same of what is there, of what is hidden and of what never was.
 */
export const refuseRole = (rule: Rule, member: StaffMember | null = null): Refusal<'role_needed'> =>
  refuse('role_needed', { roles: RULES[rule].join(' '), ...(member && { asker: member.id }) });

/** Why a staff member may not, as far as their roles alone say so: asked before anything is looked for. */
export const lacksRole = (member: StaffMember | null, rule: Rule): Refusal<'role_needed'> | null =>
  member === null || may(member, rule) ? null : refuseRole(rule, member);

/** Fail closed: without a role a person sees nothing; a sensitive item is for `protection` alone, and never for those named in it. */
export function maySee(member: StaffMember | null, item: Visible): boolean {
  if (member === null) return false;
  if (item.sensitive) return may(member, 'see_sensitive') && !item.excludedStaffIds.includes(member.id);
  return may(member, 'see_items');
}

/** To claim, reply, note, refer, close and classify. */
export function mayWorkOn(member: StaffMember | null, item: Visible): boolean {
  return maySee(member, item) && may(member, 'work_on_items');
}

/** Name, phone and place of who takes part or applies: for who runs offers; of a hidden item for `protection` alone. */
export function mayHandle(member: StaffMember | null, item: Visible): boolean {
  return maySee(member, item) && may(member, item.sensitive ? 'see_sensitive' : 'run_offers');
}

/** For lists that are cut and counted: whose exclusions hold in them; null for who sees no hidden item at all. */
export const sensitiveFor = (member: StaffMember | null): string | null =>
  member !== null && may(member, 'see_sensitive') ? member.id : null;

export const mayTriage = (member: StaffMember | null): boolean => may(member, 'see_items');
export const maySeeSensitive = (member: StaffMember | null): boolean => may(member, 'see_sensitive');
/** To make, change and publish offers, and to see who takes part. */
export const mayManageOffers = (member: StaffMember | null): boolean => may(member, 'run_offers');
export const mayExport = (member: StaffMember | null): boolean => may(member, 'export');
export const mayManageStaff = (member: StaffMember | null): boolean => may(member, 'manage_staff');
/** Who is on duty is seen by those it calls, and set by those of them who lead or give roles. */
export const maySetRota = (member: StaffMember | null): boolean => maySeeSensitive(member) && may(member, 'set_duty');
/** The refusal of who may not: the role that is missing of the two. */
export const refuseRota = (member: StaffMember | null): Refusal<'role_needed'> =>
  refuseRole(maySeeSensitive(member) ? 'set_duty' : 'see_sensitive', member);
