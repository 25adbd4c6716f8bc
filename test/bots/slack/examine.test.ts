import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { slackClient } from '../../../src/bots/slack/client.ts';
import { examineSlack } from '../../../src/bots/slack/examine.ts';
import { startSlackStandIn } from '../../../src/sandbox/slack/server.ts';

const MANIFEST = new URL('../../../docs/slack-app-manifest.yml', import.meta.url);
const TOKENS = { botToken: 'xoxb-test', appToken: 'xapp-test', signingSecret: 'test' };

test('the doctor misses exactly the scopes that the manifest asks for', async () => {
  const manifest = parse(await readFile(MANIFEST, 'utf8')) as { oauth_config: { scopes: { bot: string[] } } };
  const slack = await startSlackStandIn({ ...TOKENS, scopes: ['reactions:write'] });
  try {
    const findings = await examineSlack(
      slackClient({ botToken: TOKENS.botToken, apiUrl: slack.apiUrl }),
      { main: 'C0MAIN00001', sensitive: 'C0SENS00001', leads: undefined },
      [],
    );
    const said = findings.find(({ about }) => about === 'slack scopes')?.say ?? '';
    const missing = /^missing: (.*?);/.exec(said)?.[1]?.split(', ').sort();
    expect(missing).toEqual([...manifest.oauth_config.scopes.bot].sort());
  } finally {
    await slack.close();
  }
});
