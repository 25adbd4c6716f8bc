import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { may, type Rule, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { compareAsSlackSays } from '../../../core/staff/compare-as-slack-says.ts';
import { ensureAdmin } from '../../../core/staff/ensure-admin.ts';
import { findStaffMember } from '../../../core/staff/find-staff-member.ts';
import type { StaffBot } from '../surface.ts';

export type Person = { id: string; name?: string | undefined };

/**
 * Who a person in Slack is to the line. Asked anew at every action, so that a removal bites at once; Slack is asked only about those whom
 * the line has a row for. Refusals: no_role, outsider, slack_silent (it cannot be known who this is, so nobody is let in).
 */
async function meet(bot: StaffBot, person: Person): Promise<Result<StaffMember>> {
  const before = await findStaffMember(bot.line, person.id);
  const named = bot.config.admins.includes(person.id);
  if (!named && (before === null || before.roles.length === 0)) return refuse('no_role');
  const said = await bot.standing(person.id);
  if (said.standing !== 'member') return refuse(said.standing === 'outsider' ? 'outsider' : 'slack_silent');
  if (named)
    await ensureAdmin(bot.line, { slackUserId: person.id, displayName: person.name ?? person.id }, bot.config.admins);
  const member = named ? await findStaffMember(bot.line, person.id) : before;
  if (!member || member.roles.length === 0) return refuse('no_role');
  await compareAsSlackSays(bot.line, member, said);
  return done(member);
}

/** The same, if the rule lets them. Asked before anything is looked for, so that the answer tells nothing of what there is. Refusals: role_needed, and those of `meet`. */
export async function admit(bot: StaffBot, person: Person, rule: Rule): Promise<Result<StaffMember>> {
  const met = await meet(bot, person);
  return met.ok && !may(met.value, rule) ? refuseRole(rule, met.value) : met;
}
