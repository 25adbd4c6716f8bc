import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import type { Cause } from '../../../core/domain/work/stuck.ts';
import { isAnythingStuck, listStuck } from '../../../core/stuck/list-stuck.ts';
import { tryAgain } from '../../../core/stuck/try-again.ts';
import { command, press } from '../host/listing.ts';
import { openModal, redrawFor } from '../host/open-modal.ts';
import { type Block, beside } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import type { View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Opening, Press, StaffBot, Surface } from '../surface.ts';
import { STUCK_AGAIN, stuckView } from './view.ts';

const { words } = staffWords('staff-stuck');
const { words: staff } = staffWords('staff');

const STUCK = buttonOf('stuck', asWritten);

async function drawn(bot: StaffBot, member: StaffMember, note?: string): Promise<Result<View>> {
  const found = await listStuck(bot.line, member);
  return found.ok ? done(stuckView(found.value, note)) : found;
}

const openStuck = (bot: StaffBot, opening: Opening): Promise<void> =>
  openModal(bot, opening, (member) => drawn(bot, member));

const again: Press<Cause> = (pressed) => redrawFor(pressed, (member) => triedAgain(pressed.bot, member, pressed.value));

async function triedAgain(bot: StaffBot, member: StaffMember, cause: Cause): Promise<Result<View>> {
  const tried = await tryAgain(bot.line, member, cause);
  return tried.ok ? drawn(bot, member, words('tried', { count: tried.value })) : tried;
}

async function onHome(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const some = await isAnythingStuck(bot.line, member);
  return some ? [beside(words('some'), STUCK.make(staff('button.open'), 'open'))] : [];
}

/** What the line could not do, by cause, for who mends it. */
export const STUCK_WORK: Surface = {
  buttons: [
    press(STUCK, 'tend_line', ({ bot, opening }) => openStuck(bot, opening)),
    press(STUCK_AGAIN, 'tend_line', again),
  ],
  commands: [
    command(
      'stuck',
      'tend_line',
      () => staff('help.stuck'),
      ({ bot, opening }) => openStuck(bot, opening),
    ),
  ],
  home: [{ rule: 'tend_line', blocks: onHome }],
};
