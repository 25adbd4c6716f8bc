import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { startPolling } from '../../../src/bots/telegram/poll.ts';
import type { Line } from '../../../src/core/line.ts';
import { until } from '../../support/until.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const line = { log, now: () => new Date() } as unknown as Line;

test('what is no update, among those that are, stops nobody: the others are handled and confirmed', async () => {
  const handled: number[] = [];
  const offsets: (number | undefined)[] = [];
  const batch = [null, 'x', 7, {}, { update_id: 'x' }, { update_id: 2 ** 60 }, { update_id: 5 }, { update_id: 6 }];
  const api = {
    getUpdates: async ({ offset }: { offset?: number }, signal?: AbortSignal) => {
      offsets.push(offset);
      if (offset === undefined || offset <= 5) return batch;
      await new Promise<void>((resolve) => {
        if (signal) signal.addEventListener('abort', () => resolve());
        else resolve();
      });
      return [];
    },
  } as unknown as Api;
  const polling = startPolling(
    api,
    line,
    async (update: Update) => {
      handled.push(update.update_id);
    },
    async () => {},
  );
  await until(() => offsets.includes(7));
  await polling.stop();
  expect(handled).toEqual([5, 6]);
});
