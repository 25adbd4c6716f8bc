import { type SlackStandIn, startSlackStandIn } from '../../src/sandbox/slack/server.ts';

export const TOKENS = { botToken: 'xoxb-invented', appToken: 'xapp-invented', signingSecret: 'invented' };

/** A stand-in for Slack that knows these tokens. */
export const openSlack = (options: Partial<Parameters<typeof startSlackStandIn>[0]> = {}): Promise<SlackStandIn> =>
  startSlackStandIn({ ...TOKENS, ...options });

/** A call as an app makes it: what Slack answered. `body`: JSON by its letters where it is to be broken. */
export async function callSlack<Answer = { ok: boolean; error?: string; ts: string }>(
  slack: SlackStandIn,
  method: string,
  body: object | string,
  token: string = TOKENS.botToken,
): Promise<Answer> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

/** A log of Slack's library that says nothing. */
export const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};
