import type { Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { classifyFailure } from '../failures.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { logFailure, tell, whyRefused } from '../respond.ts';
import type { Opening, Pressed, StaffBot } from '../surface.ts';

const { words: staff } = staffWords('staff');

/** Draws an open modal anew; what stands in none draws none. One that the person has closed meanwhile needs nothing: what they asked for was done all the same. */
export async function redraw(bot: StaffBot, viewId: string | undefined, view: View): Promise<void> {
  if (viewId === undefined) return;
  try {
    await bot.slack.views.update({ view_id: viewId, view });
  } catch (error) {
    const failure = classifyFailure(error);
    if (!('code' in failure) || failure.code !== 'not_found') throw error;
  }
}

/** Says in the modal that somebody pressed in, or to them alone where they pressed in none, why nothing came of it. `why`: mrkdwn. */
export async function showWhyNot(
  { bot, aside, viewId }: Pick<Pressed<unknown>, 'bot' | 'aside' | 'viewId'>,
  why: string,
): Promise<void> {
  await (viewId === undefined ? tell(bot, aside, why) : redraw(bot, viewId, message(why)));
}

/** Draws the modal that somebody pressed in anew, as `render` has it for them; in its place, or to them alone, stands why not. */
export async function redrawFor(
  pressed: Pick<Pressed<unknown>, 'bot' | 'aside' | 'opening' | 'viewId'>,
  render: (member: StaffMember) => Promise<Result<View>>,
): Promise<void> {
  const { bot, opening, viewId } = pressed;
  const member = await opening.admit();
  const drawn = member.ok ? await render(member.value) : member;
  await (drawn.ok ? redraw(bot, viewId, drawn.value) : showWhyNot(pressed, await whyRefused(bot, drawn)));
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
  const loading = message(staff('loading'));
  const arg = { trigger_id: opening.triggerId, view: loading };
  const opened = opening.onTopOf ? await bot.slack.views.push(arg) : await bot.slack.views.open(arg);
  const fill = (view: View) => redraw(bot, opened.view?.id, view);
  try {
    const member = await opening.admit();
    const rendered = member.ok ? await render(member.value) : member;
    await fill(rendered.ok ? rendered.value : message(await whyRefused(bot, rendered)));
  } catch (error) {
    logFailure(bot, error);
    await fill(message(staff('apology')));
  }
}
