import { may, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { approveRoleRequest } from '../../../core/staff/approve-role-request.ts';
import { listStaffMembers } from '../../../core/staff/list-staff-members.ts';
import { refuseRoleRequest } from '../../../core/staff/refuse-role-request.ts';
import { listRoleRequests } from '../../../core/staff/role-requests.ts';
import { nameOf } from '../cards/card-facts.ts';
import { openRota } from '../duty/surface.ts';
import { compareNames } from '../host/compare-names.ts';
import { command, press } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { type Block, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Asked, Press, StaffBot, Surface } from '../surface.ts';
import { APPROVE, REFUSE, requestButtons } from './request-buttons.ts';
import { ADD_FORM, REMOVE_FORM } from './staff-forms.ts';

const { words: roleWords } = staffWords('staff-roles');
const { words: staff } = staffWords('staff');
const { codeWords } = staffWords('staff-cards');

/** What stands under a request, in a direct message or in `/line staff`; its value is the request's id. */
const answer =
  (verb: typeof approveRoleRequest, came: 'given' | 'refused'): Press =>
  async ({ bot, aside, opening, value }) => {
    const member = await opening.admit();
    const result = member.ok ? await verb(bot.line, member.value, value) : member;
    if (result.ok) await compareNames(bot);
    const said = result.ok
      ? roleWords(`answered.${came}`, {
          person: nameOf(result.value.name),
          role: roleWords(`role.${result.value.role}`),
        })
      : await whyRefused(bot, result);
    await tell(bot, aside, said);
  };

const MOST_PAGES = 20;
const MOST_REQUESTS = 12;

/** `/line staff` and `/line staff rota`, also for who holds `protection`, with what waits for approval; `/line staff add` and `/line staff remove` for admins. */
async function openStaff(asked: Asked): Promise<void> {
  const { bot, member, aside, opening, rest } = asked;
  if (rest === 'rota') return openRota(bot, opening);
  if (['add', 'remove'].includes(rest) && !may(member, 'manage_staff'))
    return tell(bot, aside, await whyRefused(bot, refuseRole('manage_staff', member)));
  if (rest === 'add') return openModal(bot, opening, () => ADD_FORM.open(bot, member, ''));
  if (rest === 'remove') return openModal(bot, opening, () => REMOVE_FORM.open(bot, member, ''));
  const people = (await listStaffMembers(bot.line)).filter((one) => one.active);
  const lines = people.map(
    (one) =>
      `${nameOf(one.displayName)} · ${codeWords('agency', one.agency)} · ${one.roles.map((role) => staff(`role.${role}`)).join(', ')}`,
  );
  const pages = Array.from({ length: Math.ceil(lines.length / 15) }, (_, page) =>
    lines.slice(page * 15, page * 15 + 15),
  );
  await tell(bot, aside, staff('staff.title'), [
    section(`*${staff('staff.title')}*`),
    ...pages.slice(0, MOST_PAGES).map((page) => section(page.join('\n'))),
    ...(await requestBlocks(bot, member)),
    section(staff('staff.hint')),
  ]);
}

/** What waits for approval; under each that this person may decide, its buttons. */
async function requestBlocks(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const asked = await listRoleRequests(bot.line, member);
  return (asked.ok ? asked.value : []).slice(0, MOST_REQUESTS).flatMap((one) => [
    section(
      roleWords('request', {
        person: nameOf(one.name),
        role: roleWords(`role.${one.role}`),
        asker: nameOf(one.askedBy),
        lapses: moment(one.lapsesAt),
      }),
    ),
    ...(one.decides ? [requestButtons(one.grantId, one.name, one.role)] : []),
  ]);
}

/** Who works here, and may do what. */
export const STAFF: Surface = {
  buttons: [
    press(APPROVE, 'decide_roles', answer(approveRoleRequest, 'given')),
    press(REFUSE, 'decide_roles', answer(refuseRoleRequest, 'refused')),
  ],
  forms: [ADD_FORM, REMOVE_FORM],
  commands: [command('staff', 'decide_roles', () => staff('help.staff'), openStaff)],
};
