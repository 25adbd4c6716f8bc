import type { Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { classifyFailure } from '../failures.ts';
import { message, type View } from '../kit/modals.ts';
import { logFailure, refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import type { Opening } from './listing.ts';

/** Draws an open modal anew. One that the person has closed meanwhile needs nothing: what they asked for was done all the same. */
export async function redraw(bot: StaffBot, viewId: string | undefined, view: View): Promise<void> {
  try {
    await bot.slack.views.update({ view_id: viewId, view } as never);
  } catch (error) {
    const failure = classifyFailure(error);
    if (!('code' in failure) || failure.code !== 'not_found') throw error;
  }
}

/**
 * A trigger lives three seconds, so an empty modal opens before anything is read, and is filled afterwards: with a form, or with
 * the reason why not.
 */
export async function openModal(
  bot: StaffBot,
  opening: Opening,
  render: (member: StaffMember) => Promise<Result<View>>,
): Promise<void> {
  const loading = message(bot, bot.words('loading'));
  const arg = { trigger_id: opening.triggerId, view: loading } as never;
  const opened = opening.onTopOf ? await bot.slack.views.push(arg) : await bot.slack.views.open(arg);
  const fill = (view: View) => redraw(bot, opened.view?.id, view);
  try {
    const member = await opening.admit();
    const rendered = member.ok ? await render(member.value) : member;
    await fill(rendered.ok ? rendered.value : message(bot, refusalWords(bot, rendered)));
  } catch (error) {
    logFailure(bot, error);
    await fill(message(bot, bot.words('apology')));
  }
}
