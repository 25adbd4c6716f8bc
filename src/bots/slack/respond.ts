import type { Refusal } from '../../core/domain/result.ts';
import { clean, escapeText } from './escape.ts';
import { classifyFailure } from './failures.ts';
import type { StaffBot } from './staff-bot.ts';

/** Where a person can be told something that only they see. */
export type Surface = { userId: string; responseUrl?: string | undefined; channel?: string | undefined };

/** The one text of a refusal. Values are people's names and codes: made safe for mrkdwn. */
export function refusalWords(bot: StaffBot, { code, values = {} }: Refusal, plain = false): string {
  if (code === 'role_needed') return roleWords(bot, values.roles ?? '');
  const safe = Object.entries(values).map(([name, value]) => [name, plain ? clean(value) : escapeText(value)]);
  const key = `refusals.${code}`;
  return bot.words(bot.texts.has('en', `staff:${key}`) ? key : 'refusals.unknown', Object.fromEntries(safe));
}

/** Which roles would do, and who gives them. */
function roleWords(bot: StaffBot, codes: string): string {
  const roles = codes.split(' ').map((role) => bot.words(`role.${role}`));
  const last = roles.pop() ?? '';
  return bot.words('refusals.role_needed', {
    roles: roles.length > 0 ? bot.words('one_of', { roles: roles.join(', '), last }) : last,
  });
}

/** Ephemeral where Slack lets us, else a direct message. `text` is mrkdwn, escaped already. */
export async function tell(bot: StaffBot, surface: Surface, text: string, blocks?: object[]): Promise<void> {
  const message = { text, ...(blocks && { blocks }) };
  if (surface.responseUrl !== undefined) {
    const response = await fetch(surface.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error('the answer to the person was not taken');
    return;
  }
  if (surface.channel !== undefined)
    await bot.slack.chat.postEphemeral({ channel: surface.channel, user: surface.userId, ...message } as never);
  else await bot.slack.chat.postMessage({ channel: surface.userId, ...message } as never);
}

/** Runs a handler; what it throws is met here, once: nothing was lost, and the person hears so. */
export async function guarded(bot: StaffBot, surface: Surface, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logFailure(bot, error);
    await tell(bot, surface, bot.words('apology')).catch(() =>
      bot.log.warn({}, 'A person in Slack could not be told of a failure'),
    );
  }
}

/** A driver's message may hold what a person wrote, so only the kind of error and Slack's own code are kept. */
export function logFailure(bot: StaffBot, error: unknown): void {
  const failure = classifyFailure(error);
  bot.log.error(
    { err: error, ...('code' in failure && { slack: failure.code }) },
    'Something a person asked for in Slack failed',
  );
}
