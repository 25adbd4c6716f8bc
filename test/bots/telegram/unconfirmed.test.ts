import type { Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { makeUnconfirmed } from '../../../src/bots/telegram/unconfirmed.ts';

function testClock() {
  let ms = Date.UTC(2030, 0, 1);
  return { now: () => new Date(ms), pass: (seconds: number) => (ms += seconds * 1000) };
}

describe('what may be confirmed', () => {
  const updates = (...ids: number[]) => ids.map((id) => ({ update_id: id }) as Update);

  test('everything before the first that was not handled, and nothing is handled twice', () => {
    const unconfirmed = makeUnconfirmed(testClock().now);
    const batch = updates(1, 2, 3, 4);
    expect(unconfirmed.settle(batch, updates(2))).toBeUndefined();
    expect(unconfirmed.offset()).toBe(2);
    expect(unconfirmed.due(updates(2, 3, 4, 5)).map((update) => update.update_id)).toEqual([2, 5]);
    unconfirmed.settle(updates(2, 3, 4, 5), []);
    expect(unconfirmed.offset()).toBe(6);
  });
  test('while nothing works, nothing is given up', () => {
    const clock = testClock();
    const unconfirmed = makeUnconfirmed(clock.now);
    for (let round = 0; round < 100; round += 1) {
      expect(unconfirmed.settle(updates(1, 2), updates(1, 2))).toBeUndefined();
      clock.pass(60);
    }
    expect(unconfirmed.offset()).toBe(1);
  });
  test('one that fails for two minutes while others work is given up, one at a time', () => {
    const clock = testClock();
    const unconfirmed = makeUnconfirmed(clock.now);
    expect(unconfirmed.settle(updates(1, 2, 3), updates(1, 2))).toBeUndefined();
    clock.pass(119);
    expect(unconfirmed.settle(updates(1, 2, 3), updates(1, 2))).toBeUndefined();
    clock.pass(1);
    expect(unconfirmed.settle(updates(1, 2, 3), updates(1, 2))?.update_id).toBe(1);
    expect(unconfirmed.offset()).toBe(2);
    expect(unconfirmed.settle(updates(2, 3, 4), updates(2))).toBeUndefined();
  });
});
