import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../../src/sandbox/slack/server.ts';
import { callSlack, openSlack } from '../../support/slack-stand-in.ts';

const BOT = 'U0SANDBOXBOT';
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
        { id: 'C3', name: 'old', archived: true },
        // Without the bot nobody waits for it to hear of what is written.
        { id: 'C4', name: 'hall', members: ['U1', 'U2'] },
        { id: 'C5', name: 'cellar', private: true, members: ['U2'] },
      ],
    },
  });
});
afterEach(() => slack.close());

const csv = { name: 'table.csv', bytes: Buffer.from('a,b\n1,2\n') };
const fileIn = (channel: string): string => String(slack.control.messages(channel).at(-1)?.files[0]?.id);

describe('what each person sees in the stand-in for Slack', () => {
  it('lists public channels, the private ones of a person and the direct message with the bot', () => {
    const names = (user: string) => slack.control.channelsSeenBy(user).map(({ id }) => id);
    expect(names('U1')).toEqual(['C1', 'C3', 'C4', 'D1']);
    expect(names('U2')).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'D2']);
    expect(slack.control.channelsSeenBy('U2')).toMatchObject([
      { name: 'items', private: false, archived: false, im: false },
      { name: 'sensitive', private: true },
      { name: 'old', archived: true },
      { name: 'hall' },
      { name: 'cellar', private: true },
      { name: 'line', im: true },
    ]);
    expect(() => names('U0NOBODY')).toThrow('nobody');
  });

  it('says when somebody else last wrote where a person sees it', async () => {
    const newest = (user: string) => slack.control.channelsSeenBy(user).find(({ id }) => id === 'C4')?.newest;
    expect(newest('U1')).toBeNull();
    const first = await slack.control.postInThread('U2', 'C4', null, 'news');
    const second = await slack.control.postInThread('U1', 'C4', null, 'my own');
    expect(newest('U1')).toBe(first.ts);
    expect(newest('U2')).toBe(second.ts);
  });

  it('names everybody, and who of them is the bot', () => {
    expect(slack.control.people()).toEqual([
      { id: BOT, name: 'line', bot: true },
      { id: 'U1', name: 'Ana Primer', bot: false },
      { id: 'U2', name: 'Ben Primer', bot: false },
    ]);
  });

  it('shows an ephemeral message to one person in one channel, until that person dismisses it', async () => {
    await callSlack(slack, 'chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'for you' });
    expect(slack.control.ephemeralsIn('U2', 'C1')).toEqual([]);
    expect(slack.control.ephemeralsIn('U1', 'D1')).toEqual([]);
    const [shown] = slack.control.ephemeralsIn('U1', 'C1');
    expect(shown).toMatchObject({ text: 'for you' });
    expect(() => slack.control.dismissEphemeral('U2', String(shown?.ts))).toThrow('no such message');
    slack.control.dismissEphemeral('U1', String(shown?.ts));
    expect(slack.control.ephemeralsIn('U1', 'C1')).toEqual([]);
    expect(() => slack.control.ephemeralsIn('U1', 'C2')).toThrow('does not see');
  });

  it('gives a file only to who sees a message that carries it', async () => {
    await slack.control.postInThread('U2', 'C5', null, 'between us', [csv]);
    const hidden = fileIn('C5');
    expect(slack.control.fileSeenBy('U2', hidden)).toMatchObject({ name: 'table.csv', mimetype: 'text/csv' });
    expect(slack.control.fileSeenBy('U2', hidden)?.bytes.toString()).toBe('a,b\n1,2\n');
    expect(slack.control.fileSeenBy('U1', hidden)).toBeNull();
    expect(slack.control.fileSeenBy('U0NOBODY', hidden)).toBeNull();
    expect(slack.control.fileSeenBy('U2', 'F0NONE')).toBeNull();
  });

  it('gives no file of a public channel to somebody who does not exist', async () => {
    await slack.control.postInThread('U2', 'C4', null, 'for all', [csv]);
    expect(slack.control.fileSeenBy('U1', fileIn('C4'))).not.toBeNull();
    expect(slack.control.fileSeenBy('U0NOBODY', fileIn('C4'))).toBeNull();
  });
});
