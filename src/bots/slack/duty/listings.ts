import { z } from 'zod';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { maySeeSensitive, maySetRota, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { localParts } from '../../../core/domain/time/local-time.ts';
import { addShifts } from '../../../core/duty/add-shifts.ts';
import { changeDutyDay } from '../../../core/duty/change-duty-day.ts';
import { removeDuty } from '../../../core/duty/remove-duty.ts';
import { showRota } from '../../../core/duty/show-rota.ts';
import { action, type Fields, type Listing, type Opening, type Press, type Send, view } from '../host/listing.ts';
import { openModal, redraw } from '../host/open-modal.ts';
import { type Block, button } from '../kit/blocks.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { SlackView } from '../payloads.ts';
import { logFailure, refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { dayForm, dutyLine, rotaView, weekForm } from './view.ts';

const { words } = staffWords('staff-duty');

async function rota(bot: StaffBot, member: StaffMember, note?: string): Promise<Result<View>> {
  const shown = await showRota(bot.line, member);
  return shown.ok ? done(rotaView(shown.value, note)) : shown;
}

/** From Home, or by `/line staff rota`. */
export const openRota = (bot: StaffBot, opening: Opening): Promise<void> =>
  openModal(bot, opening, (member) => rota(bot, member));

const openForm =
  (make: (bot: StaffBot) => View): Press =>
  ({ bot, opening }) =>
    openModal(bot, opening, async (member) => (maySetRota(member) ? done(make(bot)) : refuse('not_allowed')));

const remove: Press = async ({ bot, opening, value, viewId }) => {
  const member = await opening.admit();
  const id = z.uuid().safeParse(value);
  const gone = member.ok
    ? id.success
      ? await removeDuty(bot.line, member.value, id.data)
      : refuse('bad_form')
    : member;
  const shown = member.ok && gone.ok ? await rota(bot, member.value, words('note.removed')) : gone;
  await redraw(bot, viewId, shown.ok ? (shown.value as View) : message(refusalWords(shown)));
};

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const minutes = z
  .string()
  .regex(CLOCK)
  .transform((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
const Week = z.object({
  person: z.string(),
  weekdays: z.array(z.enum(['1', '2', '3', '4', '5', '6', '7'])),
  from: minutes,
  to: minutes,
});
const Day = z.object({ person: z.string(), day: z.string(), kind: z.enum(['on', 'off']), from: minutes, to: minutes });

/** The form gives way to the rota under it, drawn anew. Slack waits for the form's answer, so it is drawn beside it. */
function redrawUnder(bot: StaffBot, member: StaffMember, sent: SlackView): void {
  const draw = async () => {
    const shown = await rota(bot, member, words('note.saved'));
    if (shown.ok && sent.root_view_id && sent.root_view_id !== sent.id)
      await redraw(bot, sent.root_view_id, shown.value);
  };
  draw().catch((error) => logFailure(bot, error));
}

const saving =
  (save: (bot: StaffBot, member: StaffMember, changeKey: string, fields: Fields) => Promise<Result<null>>): Send =>
  async (bot, member, { changeKey }, fields, sent) => {
    const saved = await save(bot, member, changeKey, fields);
    if (saved.ok) redrawUnder(bot, member, sent);
    return saved;
  };

export const DUTY_LISTINGS: Listing[] = [
  action('rota', 'see_sensitive', ({ bot, opening }) => openRota(bot, opening)),
  action('rota_add_week', 'see_sensitive', openForm(weekForm)),
  action(
    'rota_add_day',
    'see_sensitive',
    openForm((bot) => dayForm(localParts(bot.line.now()).day)),
  ),
  action('rota_remove', 'see_sensitive', remove),
  view(
    'rota_week',
    'see_sensitive',
    saving(async ({ line }, member, changeKey, fields) => {
      const week = Week.safeParse(fields);
      if (!week.success) return refuse('bad_form');
      const { person: slackUserId, weekdays, from, to } = week.data;
      return addShifts(line, member, { changeKey, slackUserId, weekdays: weekdays.map(Number), from, to });
    }),
  ),
  view(
    'rota_day',
    'see_sensitive',
    saving(async ({ line }, member, changeKey, fields) => {
      const day = Day.safeParse(fields);
      if (!day.success) return refuse('bad_form');
      const { person: slackUserId, ...change } = day.data;
      return changeDutyDay(line, member, { changeKey, slackUserId, ...change });
    }),
  ),
];

/** Who is on duty, for Home; nothing for whom it does not call. */
export async function homeDuty(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  if (!maySeeSensitive(member)) return [];
  const shown = await showRota(bot.line, member);
  if (!shown.ok) return [];
  return [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: dutyLine(shown.value.onDuty), verbatim: true },
      accessory: button('rota', words('title'), 'open'),
    },
  ];
}
