import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { listPosts, readLiveCard } from '../../../src/core/posts/standing-posts.ts';
import { changeSetting } from '../../../src/core/settings/change-setting.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest, submit } from './deliver-item.ts';

let test: DeliveryTest;
beforeAll(async () => {
  test = await startDeliveryTest();
});
afterEach(() => {
  test.slack.posted.length = 0;
  test.slack.calls.length = 0;
  for (const channel of [...Object.values(CHANNELS), 'C0HEALTH']) test.slack.breakChannel(channel, null);
});
afterAll(() => test.close());

const words = [{ kind: 'text' as const, text: 'nema vode <!channel>' }];

describe('a card in Slack', () => {
  it('is posted once, with nothing in its metadata but the reference, and never as a broadcast', async () => {
    const { itemId, reference } = await submit(test.line, words);
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    const [card, ...others] = test.slack.in(CHANNELS.main);
    expect(others).toEqual([]);
    expect(card?.metadata).toEqual({ event_type: 'community_line_item', event_payload: { reference } });
    expect(test.slack.readable()).toContain('nema vode &lt;!channel&gt;');
    expect(test.slack.readable()).not.toContain('<!channel');
    expect(card?.text).not.toContain('nema vode');
  });

  it('shows a change that was made while it was being posted', async () => {
    const { itemId, reference } = await submit(test.line, words);
    const member = await makeStaff(test.line);
    test.slack.beforeNext('chat.postMessage', async () => {
      expect((await claimItem(test.line, member, reference)).ok).toBe(true);
    });
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    expect(test.slack.in(CHANNELS.main)).toHaveLength(1);
    expect(test.slack.readable()).toContain('Ana Primer');
  });

  it('goes to the channel of the first route that fits', async () => {
    await changeSetting(test.line, 'routes', [{ sector: 'health', channel: 'C0HEALTH' }]);
    const { itemId } = await submit(test.line, words, { sector: 'health' });
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    expect(test.slack.in('C0HEALTH')).toHaveLength(1);
  });

  it.each(['is_archived', 'channel_not_found', 'not_in_channel'])(
    'goes to the mandatory channel and says why when its own answers %s',
    async (code) => {
      await changeSetting(test.line, 'routes', [{ sector: 'health', channel: 'C0HEALTH' }]);
      test.slack.breakChannel('C0HEALTH', code);
      const { itemId } = await submit(test.line, words, { sector: 'health' });
      expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
      expect(test.slack.in(CHANNELS.main)).toHaveLength(1);
      expect(test.slack.readable()).toContain(code);
    },
  );

  it('keeps being tried when the mandatory channel fails, and stands once it is repaired', async () => {
    test.slack.breakChannel(CHANNELS.main, 'is_archived');
    const { itemId } = await submit(test.line, words);
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'retry', reason: 'is_archived', afterSeconds: 300 });
    expect((await readLiveCard(test.line, itemId))?.failure).toBe('is_archived');
    test.slack.breakChannel(CHANNELS.main, null);
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    expect((await readLiveCard(test.line, itemId))?.failure).toBeNull();
    expect(test.slack.readable()).not.toContain('is_archived');
  });

  it('stands without its words when Slack refuses them', async () => {
    const { itemId } = await submit(test.line, words);
    test.slack.failNext('chat.postMessage', { code: 'msg_blocks_too_long' });
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    expect(test.slack.in(CHANNELS.main)).toHaveLength(1);
    expect(test.slack.readable()).not.toContain('nema vode');
  });

  it('of a sensitive item stands in the restricted channel alone, and nowhere when that fails', async () => {
    test.slack.breakChannel(CHANNELS.sensitive, 'is_archived');
    const { itemId, reference } = await submit(test.line, words, { sensitive: true });
    expect(await deliverCard(test.to, itemId)).toMatchObject({ kind: 'retry', reason: 'is_archived' });
    expect(test.slack.readable()).not.toMatch(new RegExp(`nema vode|${reference}`));
    expect(test.slack.in(CHANNELS.leads)).toHaveLength(1);
    test.slack.breakChannel(CHANNELS.sensitive, null);
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    expect(test.slack.in(CHANNELS.sensitive)).toHaveLength(1);
    expect(test.slack.readable()).not.toContain('nema vode');
  });

  it('of a sensitive item says once it was opened', async () => {
    const { itemId, reference } = await submit(test.line, words, { sensitive: true });
    await deliverCard(test.to, itemId);
    expect(test.slack.readable()).toContain('Not opened by anyone yet');
    expect((await showItem(test.line, await makeStaff(test.line), reference)).ok).toBe(true);
    await deliverCard(test.to, itemId);
    expect(test.slack.readable()).not.toContain('Not opened by anyone yet');
    expect(test.slack.in(CHANNELS.sensitive)).toHaveLength(1);
  });

  it('moves to the restricted channel when the item turns sensitive while it is being posted', async () => {
    const { itemId, reference } = await submit(test.line, words);
    const member = await makeStaff(test.line);
    test.slack.beforeNext('chat.postMessage', async () => {
      expect((await markSensitive(test.line, member, reference)).ok).toBe(true);
    });
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    const cards = await listPosts(test.line, itemId, 'card');
    expect((await readLiveCard(test.line, itemId))?.channel).toBe(CHANNELS.sensitive);
    expect(cards.filter(({ retiredAt }) => retiredAt !== null).map(({ channel }) => channel)).toEqual([CHANNELS.main]);
  });

  it('logs ids alone', () => {
    expect(test.line.logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(test.line.logged)).not.toContain('nema vode');
  });
});
