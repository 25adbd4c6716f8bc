import { ROLES, SAFETIES } from '../../../core/domain/codes.ts';
import { localParts } from '../../../core/domain/local-time.ts';
import { done } from '../../../core/domain/result.ts';
import { may, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listStaffMembers } from '../../../core/staff/list-staff-members.ts';
import { listRoleRequests } from '../../../core/staff/role-requests.ts';
import { nameOf } from '../cards/card-facts.ts';
import { words as danger } from '../cards/safety.ts';
import { openRota } from '../duty/listings.ts';
import type { Asked } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { type Block, section } from '../kit/blocks.ts';
import { codeOptions } from '../kit/code-options.ts';
import { checkbox, date, form, multiSelect, newMetadata, select, textInput, user, type View } from '../kit/modals.ts';
import { moment } from '../kit/moment.ts';
import { codeWords } from '../kit/words.ts';
import { refusalWords, tell } from '../respond.ts';
import { requestButtons } from '../roles/request-buttons.ts';
import { words as roleWords } from '../roles/words.ts';
import type { StaffBot } from '../staff-bot.ts';

const open = ({ bot, opening }: Pick<Asked, 'bot' | 'opening'>, view: () => View): Promise<void> =>
  openModal(bot, opening, async () => done(view()));

export const openNew = (asked: Pick<Asked, 'bot' | 'opening'>): Promise<void> => open(asked, () => newForm(asked.bot));

function newForm(bot: StaffBot): View {
  const lists = ['channel', 'type', 'municipality', 'sector', 'language'] as const;
  return form(bot, 'new', newMetadata(''), [
    ...lists.map((list) => select(list, bot.words(`forms.new.${list}`), codeOptions(list))),
    select(
      'safety',
      danger('ask'),
      SAFETIES.map((code) => ({ value: code, text: danger(`said.${code}`) })),
      null,
      true,
    ),
    textInput('text', bot.words('forms.new.text'), { multiline: true }),
  ]);
}

export const openExport = (asked: Pick<Asked, 'bot' | 'opening'>): Promise<void> =>
  open(asked, () => {
    const { bot } = asked;
    const options = (name: string, codes: string[]) =>
      codes.map((code) => ({ value: code, text: bot.words(`forms.export.${name}_${code}`) }));
    const today = localParts(bot.line.now()).day;
    return form(bot, 'export', newMetadata(''), [
      select(
        'what',
        bot.words('forms.export.what'),
        options('what', ['items', 'summary', 'participants', 'attendance', 'grants']),
        'summary',
      ),
      textInput('offer', bot.words('forms.export.offer'), {
        optional: true,
        most: 12,
        hint: bot.words('forms.export.offer_hint'),
      }),
      select(
        'kind',
        bot.words('forms.export.kind'),
        options('kind', ['all', 'feedback', 'registration', 'enquiry']),
        'all',
      ),
      date('from', bot.words('forms.export.from'), `${today.slice(0, 8)}01`),
      date('to', bot.words('forms.export.to'), today),
      checkbox('with_text', bot.words('forms.export.text'), {
        value: 'yes',
        text: bot.words('forms.export.with_text'),
      }),
    ]);
  });

const MOST_PAGES = 20;
const MOST_REQUESTS = 12;

/** `/line staff` and `/line staff rota`, also for who holds `protection`, with what waits for approval; `/line staff add` and `/line staff remove` for admins. */
export async function openStaff(asked: Asked): Promise<void> {
  const { bot, member, surface, rest } = asked;
  if (rest === 'rota') return openRota(bot, asked.opening);
  if (['add', 'remove'].includes(rest) && !may(member, 'manage_staff'))
    return tell(bot, surface, refusalWords(bot, refuseRole('manage_staff')));
  if (rest === 'add') return open(asked, () => addForm(bot));
  if (rest === 'remove')
    return open(asked, () =>
      form(bot, 'staff_remove', newMetadata(''), [user('person', bot.words('forms.staff_remove.person'))]),
    );
  const people = (await listStaffMembers(bot.line)).filter((one) => one.active);
  const lines = people.map(
    (one) =>
      `${nameOf(one.displayName)} · ${codeWords('agency', one.agency)} · ${one.roles.map((role) => bot.words(`role.${role}`)).join(', ')}`,
  );
  const pages = Array.from({ length: Math.ceil(lines.length / 15) }, (_, page) =>
    lines.slice(page * 15, page * 15 + 15),
  );
  await tell(bot, surface, bot.words('staff.title'), [
    section(`*${bot.words('staff.title')}*`),
    ...pages.slice(0, MOST_PAGES).map((page) => section(page.join('\n'))),
    ...(await requestBlocks(bot, member)),
    section(bot.words('staff.hint')),
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

const addForm = (bot: StaffBot): View =>
  form(bot, 'staff_add', newMetadata(''), [
    user('person', bot.words('forms.staff_add.person')),
    textInput('name', bot.words('forms.staff_add.name'), { most: 80 }),
    select('agency', bot.words('forms.staff_add.agency'), codeOptions('staff_agency')),
    multiSelect(
      'roles',
      bot.words('forms.staff_add.roles'),
      ROLES.map((role) => ({ value: role, text: bot.words(`role.${role}`) })),
    ),
  ]);
