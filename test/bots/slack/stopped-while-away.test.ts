import { afterAll, expect, test } from 'vitest';
import { createSlackApp } from '../../../src/bots/slack/app.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { openTestLine } from '../../support/line.ts';
import { openSlack, TOKENS } from '../../support/slack-stand-in.ts';
import { until } from '../../support/until.ts';

const ending: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ending.reverse()) await end();
});

test('an app that was stopped while Slack was away hears nothing once it is back', async () => {
  const slack = await openSlack();
  const line = await openTestLine();
  ending.push(
    () => slack.close(),
    () => line.close(),
  );
  const said: string[] = [];
  const log = { ...line.log, info: (_: object, message: string) => void said.push(message) };
  const channels = { main: 'C0MAIN00001', sensitive: 'C0SENS00001', leads: 'C0LEAD00001' };
  const config = { ...TOKENS, apiUrl: slack.apiUrl, admins: [], channels };
  slack.control.fault({ method: 'apps.connections.open', kind: '429', retryAfterSeconds: 1 });
  let asked = false;
  ending.push(
    slack.control.onCall(({ method }) => {
      if (method === 'apps.connections.open') asked = true;
    }),
  );
  const stopped = createSlackApp({ line, texts: loadTexts(), log, config });
  const started = stopped.start();
  await until(() => asked);
  await stopped.stop();
  await started;
  await until(() => said.some((message) => message.startsWith('Slack is connected')));
  await until(() => slack.control.connections() === 0);
  expect(stopped.connected()).toBe(false);
});
