import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { redactItem } from '../../../src/bots/slack/deliver/redact-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { oweForgottenCards } from '../../../src/core/items/owe-forgotten-cards.ts';
import { outbox } from '../../../src/db/schema/work/outbox.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest, submit } from '../../bots/slack/deliver-item.ts';

let test: DeliveryTest;
beforeAll(async () => {
  test = await startDeliveryTest();
});
afterAll(() => test.close());

/** Ends everything that is owed: done, or given up. Returns the topics of what was owed until now. */
async function settleAll(how: 'done' | 'given_up'): Promise<string[]> {
  const { read } = test.line.database;
  const topic = { topic: outbox.topic, state: outbox.state };
  const rows =
    how === 'done'
      ? await read.delete(outbox).returning(topic)
      : await read.update(outbox).set({ state: 'parked' }).returning(topic);
  return rows.filter((row) => row.state !== 'parked').map((row) => row.topic);
}

describe('work on cards that the queue gave up', () => {
  it('is owed anew while an open item has no card, once, and no longer when it stands', async () => {
    const { itemId } = await submit(test.line, [{ kind: 'text', text: 'ulična rasveta' }]);
    expect(await oweForgottenCards(test.line)).toBe(0);
    await settleAll('given_up');
    expect(await oweForgottenCards(test.line)).toBe(1);
    expect(await oweForgottenCards(test.line)).toBe(0);
    expect(await settleAll('done')).toEqual(['card']);
    expect(await deliverCard(test.to, itemId)).toEqual({ kind: 'done' });
    expect(await oweForgottenCards(test.line)).toBe(0);
  });

  it('is owed anew while something stands in Slack that must not', async () => {
    const { itemId, reference } = await submit(test.line, [{ kind: 'text', text: 'ulična rasveta' }]);
    await deliverCard(test.to, itemId);
    await markSensitive(test.line, await makeStaff(test.line), reference);
    await deliverCard(test.to, itemId);
    await settleAll('given_up');
    expect(JSON.stringify(test.slack.in(CHANNELS.main))).toContain('rasveta');
    expect(await oweForgottenCards(test.line)).toBe(1);
    expect(await settleAll('done')).toEqual(['redact']);
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    expect(await oweForgottenCards(test.line)).toBe(0);
  });
});
