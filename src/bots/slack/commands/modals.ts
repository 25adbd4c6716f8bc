import { ROLES, SAFETIES } from '../../../core/domain/codes.ts';
import { done } from '../../../core/domain/result.ts';
import { may, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { localParts } from '../../../core/domain/time/local-time.ts';
import { REPORT_NAMES } from '../../../core/reports.ts';
import { listStaffMembers } from '../../../core/staff/list-staff-members.ts';
import { listRoleRequests } from '../../../core/staff/role-requests.ts';
import { nameOf } from '../cards/card-facts.ts';
import { openRota } from '../duty/listings.ts';
import type { Asked } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { type Block, section } from '../kit/blocks.ts';
import { date, person, select, several, textInput, ticks } from '../kit/inputs.ts';
import { form, newMetadata, type View } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { codeOptions } from '../kit/options.ts';
import { staffWords } from '../kit/words.ts';
import { refusalWords, tell } from '../respond.ts';
import { requestButtons } from '../roles/request-buttons.ts';
import type { StaffBot } from '../staff-bot.ts';

const { words: danger } = staffWords('staff-danger');
const { codeWords } = staffWords('staff-cards');
const { words: roleWords } = staffWords('staff-roles');
const { words: staff } = staffWords('staff');

const open = ({ bot, opening }: Pick<Asked, 'bot' | 'opening'>, view: () => View): Promise<void> =>
  openModal(bot, opening, async () => done(view()));

export const openNew = (asked: Pick<Asked, 'bot' | 'opening'>): Promise<void> => open(asked, () => newForm());

function newForm(): View {
  const lists = ['channel', 'type', 'municipality', 'sector', 'language'] as const;
  return form('new', newMetadata(''), [
    ...lists.map((list) => select(list, staff(`forms.new.${list}`), codeOptions(list))),
    select(
      'safety',
      danger('ask'),
      SAFETIES.map((code) => ({ value: code, text: danger(`said.${code}`) })),
      { optional: true },
    ),
    textInput('text', staff('forms.new.text'), { multiline: true }),
  ]);
}

export const openExport = (asked: Pick<Asked, 'bot' | 'opening'>): Promise<void> =>
  open(asked, () => {
    const { bot } = asked;
    const options = (name: string, codes: string[]) =>
      codes.map((code) => ({ value: code, text: staff(`forms.export.${name}_${code}`) }));
    const today = localParts(bot.line.now()).day;
    return form('export', newMetadata(''), [
      select('what', staff('forms.export.what'), options('what', REPORT_NAMES), { initial: 'summary' }),
      textInput('offer', staff('forms.export.offer'), {
        optional: true,
        most: 12,
        hint: staff('forms.export.offer_hint'),
      }),
      select('kind', staff('forms.export.kind'), options('kind', ['all', 'feedback', 'registration', 'enquiry']), {
        initial: 'all',
      }),
      date('from', staff('forms.export.from'), `${today.slice(0, 8)}01`),
      date('to', staff('forms.export.to'), today),
      ticks('with_text', staff('forms.export.text'), [{ value: 'yes', text: staff('forms.export.with_text') }]),
    ]);
  });

const MOST_PAGES = 20;
const MOST_REQUESTS = 12;

/** `/line staff` and `/line staff rota`, also for who holds `protection`, with what waits for approval; `/line staff add` and `/line staff remove` for admins. */
export async function openStaff(asked: Asked): Promise<void> {
  const { bot, member, aside, rest } = asked;
  if (rest === 'rota') return openRota(bot, asked.opening);
  if (['add', 'remove'].includes(rest) && !may(member, 'manage_staff'))
    return tell(bot, aside, refusalWords(refuseRole('manage_staff')));
  if (rest === 'add') return open(asked, () => addForm());
  if (rest === 'remove')
    return open(asked, () =>
      form('staff_remove', newMetadata(''), [person('person', staff('forms.staff_remove.person'))]),
    );
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

const addForm = (): View =>
  form('staff_add', newMetadata(''), [
    person('person', staff('forms.staff_add.person')),
    textInput('name', staff('forms.staff_add.name'), { most: 80 }),
    select('agency', staff('forms.staff_add.agency'), codeOptions('staff_agency')),
    several(
      'roles',
      staff('forms.staff_add.roles'),
      ROLES.map((role) => ({ value: role, text: staff(`role.${role}`) })),
    ),
  ]);
