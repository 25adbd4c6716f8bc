import { compareAsSlackSays, listUncompared } from '../../../core/staff/compare-as-slack-says.ts';
import { logFailure } from '../respond.ts';
import type { StaffBot } from '../surface.ts';

/**
 * After `protection` or a name was given: who is likely named is kept from the report now, though they do nothing. Of whom Slack says nothing it
 * is done before their next act, so that nothing fails here.
 */
export async function compareNames(bot: StaffBot): Promise<void> {
  try {
    const people = await listUncompared(bot.line);
    const said = await Promise.all(people.map(({ slackUserId }) => bot.standing(slackUserId)));
    for (const [index, person] of people.entries()) {
      const names = said[index]?.names ?? null;
      await compareAsSlackSays(bot.line, person, { names, anew: false });
    }
  } catch (error) {
    logFailure(bot, error);
  }
}
