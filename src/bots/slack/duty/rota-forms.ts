import { z } from 'zod';
import { done, type Result } from '../../../core/domain/result.ts';
import { maySetRota, refuseRota, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { localParts } from '../../../core/domain/time/local-time.ts';
import { addShifts } from '../../../core/duty/add-shifts.ts';
import { changeDutyDay } from '../../../core/duty/change-duty-day.ts';
import { showRota } from '../../../core/duty/show-rota.ts';
import { form, type Opened } from '../host/form.ts';
import { redraw } from '../host/open-modal.ts';
import { choice, field, SLACK_USER } from '../kit/fields.ts';
import { date, person, several, time } from '../kit/inputs.ts';
import { newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { SlackView } from '../payloads.ts';
import { logFailure } from '../respond.ts';
import type { StaffBot } from '../surface.ts';
import { rotaView } from './view.ts';

const { words } = staffWords('staff-duty');

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const minutes = z
  .string()
  .regex(CLOCK)
  .transform((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));

export async function rota(bot: StaffBot, member: StaffMember, note?: string): Promise<Result<View>> {
  const shown = await showRota(bot.line, member);
  return shown.ok ? done(rotaView(shown.value, note)) : shown;
}

/** The form gives way to the rota under it, drawn anew. Slack waits for the form's answer, so it is drawn beside it. */
function redrawUnder(bot: StaffBot, member: StaffMember, sent: SlackView): void {
  const draw = async () => {
    const shown = await rota(bot, member, words('note.saved'));
    if (shown.ok && sent.root_view_id && sent.root_view_id !== sent.id)
      await redraw(bot, sent.root_view_id, shown.value);
  };
  draw().catch((error) => logFailure(bot, error));
}

/** Drawn with today's date, for whoever sets the rota. */
const toSet = async ({ line }: StaffBot, member: StaffMember): Promise<Result<Opened<string>>> =>
  maySetRota(member) ? done({ about: localParts(line.now()).day, metadata: newMetadata('') }) : refuseRota(member);

const who = field('person', SLACK_USER, () => [person('person', words('field.person'))]);
const from = (initial: string) => field('from', minutes, () => [time('from', words('field.from'), initial)]);
const to = (initial: string) =>
  field('to', minutes, () => [time('to', words('field.to'), initial, { hint: words('field.to_hint') })]);

export const WEEK_FORM = form({
  id: 'rota_week',
  rule: 'see_sensitive',
  open: toSet,
  fields: {
    person: who,
    weekdays: field('weekdays', z.array(z.enum(WEEKDAYS)), () => [
      several(
        'weekdays',
        words('field.weekdays'),
        WEEKDAYS.map((day) => ({ value: day, text: words(`weekday.${day}`) })),
      ),
    ]),
    from: from('08:00'),
    to: to('20:00'),
  },
  submit: async (bot, member, { person: slackUserId, weekdays, ...hours }, { changeKey }, sent) => {
    const week = { changeKey, slackUserId, weekdays: weekdays.map(Number), ...hours };
    const saved = await addShifts(bot.line, member, week);
    if (saved.ok) redrawUnder(bot, member, sent);
    return saved;
  },
});

export const DAY_FORM = form({
  id: 'rota_day',
  rule: 'see_sensitive',
  open: toSet,
  fields: {
    person: who,
    day: field('day', z.string(), ({ about }: { about: string }) => [date('day', words('field.day'), about)]),
    kind: choice(
      'kind',
      () => words('field.kind'),
      z.enum(['on', 'off']),
      () => (['on', 'off'] as const).map((kind) => ({ value: kind, text: words(`kind.${kind}`) })),
      { initial: () => 'off' },
    ),
    from: from('00:00'),
    to: to('00:00'),
  },
  submit: async (bot, member, { person: slackUserId, ...change }, { changeKey }, sent) => {
    const saved = await changeDutyDay(bot.line, member, { changeKey, slackUserId, ...change });
    if (saved.ok) redrawUnder(bot, member, sent);
    return saved;
  },
});
