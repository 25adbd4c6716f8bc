import { describe, expect, test } from 'vitest';
import { makeFlood } from '../../../src/core/channel/flood.ts';
import { makeInOrder } from '../../../src/core/channel/in-order.ts';

function testClock() {
  let ms = Date.UTC(2030, 0, 1);
  return { now: () => new Date(ms), pass: (seconds: number) => (ms += seconds * 1000) };
}

describe('flood control', () => {
  const LIMIT = { burst: 60, secondsEach: 1 };
  const send = (flood: ReturnType<typeof makeFlood>, times: number, chatId = '1') =>
    Array.from({ length: times }, () => flood.meet(chatId));

  test('a burst of sixty goes through, the next is told once, then nobody listens', () => {
    const flood = makeFlood(testClock().now, LIMIT);
    expect(new Set(send(flood, 60))).toEqual(new Set(['take']));
    expect(send(flood, 5)).toEqual(['tell', 'drop', 'drop', 'drop', 'drop']);
  });
  test('one chat never costs another', () => {
    const flood = makeFlood(testClock().now, LIMIT);
    send(flood, 100, '1');
    expect(flood.meet('2')).toBe('take');
  });
  test('who waits a minute is heard again, and a flood that goes on is not told every second', () => {
    const clock = testClock();
    const flood = makeFlood(clock.now, LIMIT);
    send(flood, 61);
    const met = Array.from({ length: 29 }, () => {
      clock.pass(1);
      return flood.meet('1');
    });
    expect(new Set(met)).toEqual(new Set(['drop']));
    clock.pass(60);
    expect(flood.meet('1')).toBe('take');
  });
  test('a message a second for an hour is no flood', () => {
    const clock = testClock();
    const flood = makeFlood(clock.now, LIMIT);
    for (let second = 0; second < 3600; second += 1) {
      expect(flood.meet('1')).toBe('take');
      clock.pass(1);
    }
  });
  test('what piled up while the line was away is no flood', () => {
    const clock = testClock();
    const flood = makeFlood(clock.now, LIMIT);
    const start = clock.now().getTime() - 10 * 3_600_000;
    for (let each = 0; each < 500; each += 1) expect(flood.meet('1', new Date(start + each * 2000))).toBe('take');
  });
  test.each([2 ** 53 * 1000, Date.UTC(9999, 0), Number.NaN, -(2 ** 53), -1e18])(
    'a message of the moment %s makes no chat deaf',
    (moment) => {
      const clock = testClock();
      const flood = makeFlood(clock.now, LIMIT);
      for (let each = 0; each < 200; each += 1) flood.meet('1', new Date(moment));
      clock.pass(60);
      expect(flood.meet('1', clock.now())).toBe('take');
    },
  );
  test('an update that must be delivered again is not charged again', () => {
    const flood = makeFlood(testClock().now, { burst: 1, secondsEach: 60 });
    for (let retry = 0; retry < 20; retry += 1) {
      expect(flood.meet('1')).toBe('take');
      flood.giveBack('1');
    }
  });
});

describe('order within a chat', () => {
  test('one after the other, and other chats meanwhile', async () => {
    const inOrder = makeInOrder();
    const done: string[] = [];
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const first = inOrder.run('a', async () => {
      await gate;
      done.push('a1');
    });
    const second = inOrder.run('a', async () => void done.push('a2'));
    await inOrder.run('b', async () => void done.push('b1'));
    expect(done).toEqual(['b1']);
    open();
    await Promise.all([first, second]);
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });
  test('what waits behind a failure fails with it, and the chat goes on afterwards', async () => {
    const inOrder = makeInOrder();
    const done: string[] = [];
    const results = await Promise.allSettled([
      inOrder.run('a', async () => Promise.reject(new Error('invented'))),
      inOrder.run('a', async () => void done.push('overtook')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    await inOrder.run('a', async () => void done.push('again'));
    expect(done).toEqual(['again']);
    await inOrder.idle();
  });
});
