import { freePort } from '../support/free-port.ts';
import { type Office, openOffice } from './staff-desk.ts';

export const WEBHOOK_SECRET = 'an-invented-webhook-secret';
export const SIGNING_SECRET = 'test-signing-secret';

/** Both services over HTTP: updates by webhook, Slack by signed requests, at `root`. */
export async function openHttpOffice(env: Record<string, string> = {}): Promise<Office & { root: string }> {
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const office = await openOffice({
    PORT: String(port),
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    TELEGRAM_WEBHOOK_URL: `${root}/telegram/webhook`,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...env,
  });
  await office.world.slack.control.verifyEventsUrl(`${root}/slack/events`);
  return { ...office, root };
}
