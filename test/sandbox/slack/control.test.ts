import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { callSlack, openSlack } from '../../support/slack-stand-in.ts';

let slack: SlackStandIn;
beforeEach(async () => {
  slack = await openSlack({
    team: {
      staff: [
        { id: 'U1', name: 'Ana Primer' },
        { id: 'U2', name: 'Ben Primer' },
      ],
      channels: [
        { id: 'C1', name: 'items', members: ['U1', 'U2'], botIsMember: true },
        { id: 'C2', name: 'sensitive', private: true, members: ['U2'], botIsMember: true },
        { id: 'C3', name: 'elsewhere', members: ['U1'] },
      ],
    },
  });
});
afterEach(() => slack.close());

const post = (args: object) => callSlack(slack, 'chat.postMessage', args);

describe('the control of the stand-in for Slack', () => {
  it('shows a private channel to its members alone', async () => {
    const { ts } = await post({ channel: 'C2', text: 'hidden' });
    expect(slack.control.messages('C2', { as: 'U2' })).toMatchObject([{ text: 'hidden' }]);
    expect(() => slack.control.messages('C2', { as: 'U1' })).toThrow('does not see');
    await expect(slack.control.click('U1', 'C2', ts, 'open')).rejects.toThrow('does not see');
    await expect(slack.control.postInThread('U1', 'C2', ts, 'let me in')).rejects.toThrow('does not see');
    await expect(slack.control.slash('U1', 'C2', '/line', '')).rejects.toThrow('does not see');
    expect(slack.control.messages('C2')[0]?.replies).toEqual([]);
  });

  it('tells the app nothing of channels it is not in', async () => {
    expect(await slack.control.postInThread('U1', 'C3', null, 'among us')).toMatchObject({ acknowledged: false });
    await expect(slack.control.redeliverLastEvent()).rejects.toThrow('no event');
    expect(slack.control.messages('C3')).toMatchObject([{ text: 'among us', user: 'U1' }]);
  });

  it('presses only what is there to press', async () => {
    const element = { type: 'button', action_id: 'claim', text: { type: 'plain_text', text: 'Claim' } };
    const { ts } = await post({ channel: 'C1', text: 'card', blocks: [{ type: 'actions', elements: [element] }] });
    await expect(slack.control.click('U1', 'C1', ts, 'close')).rejects.toThrow('nothing to press');
    await expect(slack.control.click('U1', 'C1', ts, (one) => one.value === '1')).rejects.toThrow('nothing to press');
    await expect(slack.control.click('U0NOBODY', 'C1', ts, 'claim')).rejects.toThrow('nobody');
  });

  it('streams every change to whoever watches', async () => {
    const ending = new AbortController();
    const watched = await fetch(`${slack.controlUrl}/events`, { signal: ending.signal });
    const reader = watched.body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard = reader?.read();
    await post({ channel: 'C1', text: 'news' });
    expect((await heard)?.value).toContain('data: C1');
    ending.abort();
  });

  it('waits for what comes later, and says what it waited for in vain', async () => {
    const waiting = slack.control.waitForMessage('C1', (one) => one.text === 'later');
    await post({ channel: 'C1', text: 'sooner' });
    await post({ channel: 'C1', text: 'later' });
    expect((await waiting).text).toBe('later');
    await expect(slack.control.waitForView('U1', undefined, { timeoutMs: 1 })).rejects.toThrow('no view came');
  });
});
