import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedUrl } from '../../src/db/embedded.ts';
import { openWorld, type TestWorld } from '../support/line-process.ts';
import { until } from '../support/until.ts';
import { countEverything, letTwoMinutesPass } from './kill-count.ts';
import { addFaults } from './kill-faults.ts';
import { GATES, type Gate } from './kill-gates.ts';
import { beginLife, type Life } from './kill-life.ts';

const WARM_UP = 12;
const A_ROUND = 4;

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({}, { slackBurst: 10_000 });
});
afterAll(() => world.close());

const databaseUrl = async (): Promise<string> => {
  const url = await embeddedUrl(world.dataDir);
  if (url === null) throw new Error('the embedded database does not run');
  return url;
};

test('on the embedded default, too, none is lost and none doubled when the line is killed at every point of a message', async () => {
  const life = await beginLife({ world, databaseUrl, queueInDatabase: true, residents: 12 });
  life.submit(WARM_UP);
  await until(() => life.lived.sent.length >= WARM_UP / 2);
  for (const [round, point] of (Object.keys(GATES) as Gate[]).entries()) {
    addFaults(life, round);
    await life.killAt(point, () => drive(life, point), { goesThrough: round % 2 === 1 });
    if (round % 2 === 1) await letTwoMinutesPass(await databaseUrl());
  }
  await life.everythingDone();
  world.telegram.control.clearFaults();
  world.slack.control.clearFaults();
  const url = await databaseUrl();
  await life.kill();
  // The database goes on until the next start takes it over.
  await letTwoMinutesPass(url);
  await life.start();
  const counts = await countEverything(life);
  expect(counts.submissions).toBeGreaterThanOrEqual(60);
  expect(life.lived.kills).toEqual(Object.keys(GATES));
});

/** Residents send all the while; staff do what this point needs. */
function drive({ submit, acts }: Life, point: Gate): void {
  submit(A_ROUND);
  if (point === 'afterClaim') acts.claim();
  else if (point === 'afterClose') acts.close();
  else acts.reply();
}
