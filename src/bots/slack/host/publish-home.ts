import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { section } from '../kit/blocks.ts';
import { logFailure, whyRefused } from '../respond.ts';
import type { StaffBot } from '../surface.ts';

/** Home takes a hundred blocks. */
const MOST_BLOCKS = 100;

/** Draws a person's Home tab: what each surface has for them, or one sentence for who has no role. */
export async function publishHome(bot: StaffBot, slackUserId: string, asked: Result<StaffMember>): Promise<void> {
  const blocks = asked.ok ? await bot.surfaces.home(bot, asked.value) : [section(await whyRefused(bot, asked))];
  await bot.slack.views.publish({
    user_id: slackUserId,
    view: { type: 'home', callback_id: 'home', blocks: blocks.slice(0, MOST_BLOCKS) },
  });
}

/** After a change of this person's own. A Home that could not be drawn is drawn when it is opened next. */
export async function refreshHome(bot: StaffBot, member: StaffMember): Promise<void> {
  try {
    await publishHome(bot, member.slackUserId, done(member));
  } catch (error) {
    logFailure(bot, error);
  }
}
