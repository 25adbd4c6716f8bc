import { Redis } from 'ioredis';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRedisWorld, type RedisWorld } from '../support/server-world.ts';
import { until } from '../support/until.ts';
import { countEverything, letTwoMinutesPass } from './kill-count.ts';
import { addFaults } from './kill-faults.ts';
import type { Gate } from './kill-gates.ts';
import { beginLife, type Life } from './kill-life.ts';

const WARM_UP = 24;
const A_ROUND = 7;
const POINTS: Gate[] = [
  'beforeCommitOfStep',
  'beforeCommitOfSubmission',
  'beforeAnswer',
  'beforeRelay',
  'beforeWork',
  'cardNotRecorded',
  'replyNotRecorded',
  'referenceNotRecorded',
  'afterClaim',
  'afterClose',
  'workNotFinished',
];

let world: RedisWorld;
beforeAll(async () => {
  world = await openRedisWorld({}, { own: true, slackBurst: 10_000 });
});
afterAll(async () => {
  await world.close();
});

test('of two hundred submissions none is lost and none doubled, though the line is killed at every point of a message', async () => {
  const life = await beginLife({
    world,
    databaseUrl: async () => world.database.url,
    queueInDatabase: false,
    residents: 40,
  });
  life.submit(WARM_UP);
  await until(() => life.lived.sent.length >= WARM_UP / 2);
  let round = 0;
  for (const goesThrough of [false, true]) {
    for (const point of POINTS) {
      addFaults(life, round);
      await life.killAt(point, () => drive(life, point), { goesThrough });
      if (round % 2 === 1) await letTwoMinutesPass(world.database.url);
      if (round % 4 === 2) await world.redis.flush();
      round += 1;
    }
    await killBeforeQueue(life);
    await restartRedis(life);
  }
  await life.everythingDone();
  world.telegram.control.clearFaults();
  world.slack.control.clearFaults();
  await world.redis.flush();
  await life.kill();
  await letTwoMinutesPass(world.database.url);
  await life.start();
  const counts = await countEverything(life);
  expect(counts.submissions).toBeGreaterThanOrEqual(200);
  expect(counts.replies).toBeGreaterThanOrEqual(30);
  expect(life.lived.kills.length).toBe(2 * (POINTS.length + 1));
});

/** Residents send all the while; staff do what this point needs. */
function drive({ submit, acts }: Life, point: Gate): void {
  submit(A_ROUND);
  if (point === 'afterClaim') acts.claim();
  else if (point === 'afterClose') acts.close();
  else acts.reply();
}

/** The relay has claimed the rows, and Redis takes nothing. */
async function killBeforeQueue(life: Life): Promise<void> {
  const client = new Redis(world.redis.url);
  try {
    await client.call('CLIENT', 'PAUSE', '60000', 'WRITE');
    life.submit(A_ROUND);
    for (let replies = 0; replies < 6; replies += 1) life.acts.reply();
    const outbox = postgres(world.database.url, { max: 1 });
    try {
      await until(async () => {
        const rows = await outbox`select 1 from outbox where state = 'queued' and queued_at is not null`;
        return rows.length > 0;
      });
    } finally {
      await outbox.end({ timeout: 5 });
    }
    await life.kill();
    life.lived.kills.push('beforeQueue');
    await client.call('CLIENT', 'UNPAUSE');
  } finally {
    client.disconnect();
  }
  await life.start();
}

/** Redis itself dies under the running line, and comes back. */
async function restartRedis(life: Life): Promise<void> {
  await world.redis.kill();
  life.submit(A_ROUND);
  await world.redis.restart();
}
