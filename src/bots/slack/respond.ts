import type { Refusal } from '../../core/domain/result.ts';
import { clean, escapeText } from './escape.ts';
import { classifyFailure } from './failures.ts';
import type { Block } from './kit/blocks.ts';
import { staffWords } from './kit/words.ts';
import type { Aside, StaffBot } from './surface.ts';

const { words: staff, hasWords } = staffWords('staff');

/** The one text of a refusal. Values are people's names and codes: made safe for mrkdwn. */
export function refusalWords({ code, values = {} }: Refusal, plain = false): string {
  if (code === 'role_needed') return roleWords(values.roles ?? '');
  const safe = Object.entries(values).map(([name, value]) => [name, plain ? clean(value) : escapeText(value)]);
  const key = `refusals.${code}`;
  return staff(hasWords(key) ? key : 'refusals.unknown', Object.fromEntries(safe));
}

/** Which roles would do, and who gives them. */
function roleWords(codes: string): string {
  const roles = codes.split(' ').map((role) => staff(`role.${role}`));
  const last = roles.pop() ?? '';
  return staff('refusals.role_needed', {
    roles: roles.length > 0 ? staff('one_of', { roles: roles.join(', '), last }) : last,
  });
}

/** Ephemeral where Slack lets us, else a direct message. `text` is mrkdwn, escaped already. */
export async function tell(bot: StaffBot, aside: Aside, text: string, blocks?: Block[]): Promise<void> {
  const message = { text, ...(blocks && { blocks }) };
  if (aside.responseUrl !== undefined) {
    const response = await fetch(aside.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error('the answer to the person was not taken');
    return;
  }
  if (aside.channel !== undefined)
    await bot.slack.chat.postEphemeral({ channel: aside.channel, user: aside.userId, ...message });
  else await bot.slack.chat.postMessage({ channel: aside.userId, ...message });
}

/** Runs a handler; what it throws is met here, once: nothing was lost, and the person hears so. */
export async function guarded(bot: StaffBot, aside: Aside, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logFailure(bot, error);
    await tell(bot, aside, staff('apology')).catch(() =>
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
