import { approveRoleRequest } from '../../../core/staff/approve-role-request.ts';
import { refuseRoleRequest } from '../../../core/staff/refuse-role-request.ts';
import { nameOf } from '../cards/card-facts.ts';
import { compareNames } from '../host/compare-names.ts';
import { action, type Listing, type Press } from '../host/listing.ts';
import { staffWords } from '../kit/words.ts';
import { refusalWords, tell } from '../respond.ts';

const { words } = staffWords('staff-roles');

/** What stands under a request, in a direct message or in `/line staff`; its value is the request's id. */
const answer =
  (verb: typeof approveRoleRequest, came: 'given' | 'refused'): Press =>
  async ({ bot, aside, opening, value }) => {
    const member = await opening.admit();
    const result = member.ok ? await verb(bot.line, member.value, value) : member;
    if (result.ok) await compareNames(bot);
    const said = result.ok
      ? words(`answered.${came}`, { person: nameOf(result.value.name), role: words(`role.${result.value.role}`) })
      : refusalWords(result);
    await tell(bot, aside, said);
  };

export const ROLE_ACTIONS: Listing[] = [
  action('role_approve', 'decide_roles', answer(approveRoleRequest, 'given')),
  action('role_refuse', 'decide_roles', answer(refuseRoleRequest, 'refused')),
];
