import { z } from 'zod';
import { type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { removeDuty } from '../../../core/duty/remove-duty.ts';
import { showRota } from '../../../core/duty/show-rota.ts';
import { opener, press } from '../host/listing.ts';
import { openModal, redrawFor } from '../host/open-modal.ts';
import { type Block, beside } from '../kit/blocks.ts';
import type { View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Opening, Press, StaffBot, Surface } from '../surface.ts';
import { DAY_FORM, rota, WEEK_FORM } from './rota-forms.ts';
import { dutyLine, ROTA, ROTA_ADD_DAY, ROTA_ADD_WEEK, ROTA_REMOVE } from './view.ts';

const { words } = staffWords('staff-duty');

/** From Home, or by `/line staff rota`. */
export const openRota = (bot: StaffBot, opening: Opening): Promise<void> =>
  openModal(bot, opening, (member) => rota(bot, member));

const remove: Press = (pressed) => redrawFor(pressed, (member) => removed(pressed.bot, member, pressed.value));

async function removed(bot: StaffBot, member: StaffMember, value: string): Promise<Result<View>> {
  const id = z.uuid().safeParse(value);
  const gone = id.success ? await removeDuty(bot.line, member, id.data) : refuse('bad_form');
  return gone.ok ? rota(bot, member, words('note.removed')) : gone;
}

/** Who is on duty. */
async function onHome(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const shown = await showRota(bot.line, member);
  return shown.ok ? [beside(dutyLine(shown.value.onDuty), ROTA.make(words('title'), 'open'))] : [];
}

/** Who is called when somebody says that they are in danger. */
export const DUTY: Surface = {
  buttons: [
    press(ROTA, 'see_sensitive', ({ bot, opening }) => openRota(bot, opening)),
    opener(ROTA_ADD_WEEK, WEEK_FORM),
    opener(ROTA_ADD_DAY, DAY_FORM),
    press(ROTA_REMOVE, 'see_sensitive', remove),
  ],
  forms: [WEEK_FORM, DAY_FORM],
  home: [{ rule: 'see_sensitive', blocks: onHome }],
};
