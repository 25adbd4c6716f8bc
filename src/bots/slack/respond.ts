import type { Refusal } from '../../core/domain/result.ts';
import { GUARDED_ROLES } from '../../core/domain/staff/roles.ts';
import { cut } from '../../core/domain/text/cut.ts';
import { listRoleGivers, type RoleGiver } from '../../core/staff/list-role-givers.ts';
import { clean, escapeText } from './escape.ts';
import { classifyFailure } from './failures.ts';
import type { Block } from './kit/blocks.ts';
import { staffWords } from './kit/words.ts';
import type { Aside, StaffBot } from './surface.ts';

const { words: staff, hasWords } = staffWords('staff');

/**
 * The one text of a refusal: who lacks a role reads which one would do, and who can give it. Values are people's names and codes: made safe for
 * mrkdwn. `plain`: where Slack knows no markup, so that people stand there by name.
 */
export async function whyRefused(
  { line, config }: Pick<StaffBot, 'line' | 'config'>,
  { code, values = {} }: Refusal,
  plain = false,
): Promise<string> {
  if (code === 'role_needed' || code === 'no_role') {
    const givers = await listRoleGivers(line, config.admins, values.asker?.toString());
    return code === 'no_role'
      ? staff('refusals.no_role', { givers: giverWords(givers, plain) })
      : roleWords(String(values.roles ?? ''), givers, plain);
  }
  const made = plain ? clean : escapeText;
  const safe = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : made(value)]);
  const key = `refusals.${code}`;
  return staff(hasWords(key) ? key : 'refusals.unknown', Object.fromEntries(safe));
}

function roleWords(codes: string, givers: readonly RoleGiver[], plain: boolean): string {
  const needed = codes.split(' ').filter((code) => code !== '');
  const roles = oneOf(needed.map((role) => staff(`role.${role}`)));
  if (givers.length === 0) return staff('givers.alone', { roles });
  const values = { roles, givers: giverWords(givers, plain) };
  // `protection` and `admin` are given by nobody alone.
  return needed.every((role) => GUARDED_ROLES.some((guarded) => guarded === role))
    ? staff('givers.asked_for', values)
    : staff('refusals.role_needed', values);
}

/** More names help nobody. */
const MOST_GIVERS = 4;

function giverWords(givers: readonly RoleGiver[], plain: boolean): string {
  const named = givers.flatMap(({ slackUserId, name }) => {
    if (!plain) return `<@${slackUserId}>`;
    return name === null ? [] : cut(clean(name), 60);
  });
  return named.length === 0 ? staff('givers.somebody') : oneOf(named.slice(0, MOST_GIVERS));
}

function oneOf(all: string[]): string {
  const last = all.at(-1) ?? '';
  return all.length > 1 ? staff('one_of', { roles: all.slice(0, -1).join(', '), last }) : last;
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
