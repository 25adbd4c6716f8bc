import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageWorld, type PageWorld } from '../support/page.ts';
import { sitAtDesk } from '../support/page-desk.ts';
import { lookUnderGlass } from '../support/page-glass.ts';
import { agree, holdPhone, sendFeedback } from '../support/page-phone.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis;
let world: PageWorld;
beforeAll(async () => {
  redis = await startTestRedis({ own: true });
  world = await openPageWorld({ REDIS_URL: redis.url });
});
afterAll(async () => {
  await world.close();
  await redis.stop();
});

test('what is sent while Redis is gone comes as one card when it is back', async () => {
  const opened = await world.open();
  const phone = holdPhone(opened.page, 'sr-Latn');
  const desk = sitAtDesk(opened.page);
  const glass = await lookUnderGlass(opened.page);
  await phone.pick();
  await agree(phone);
  await glass.fault('redis_gone', true);
  const reference = await sendFeedback(phone, 'izmišljene reči bez Redisa');
  expect(await desk.cards(reference).count()).toBe(0);
  await glass.fault('redis_gone', false);
  await desk.card(reference).waitFor();
  expect(await desk.cards(reference).count()).toBe(1);
  await opened.close();
});
