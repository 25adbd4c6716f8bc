import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { embeddedUrl } from '../../src/db/embedded.ts';
import { TEST_DATA_KEY } from '../support/line.ts';
import { type LineProcess, openWorld, type TestWorld } from '../support/line-process.ts';
import { makeWorldClock } from '../support/world-clock.ts';
import {
  liveWithThePhone,
  openSerious,
  putOnDuty,
  reportAnonymously,
  reportWhileNobodyIsOnDuty,
  type Serious,
} from './serious-journey.ts';
import { errorsIn } from './staff-desk.ts';

const clock = makeWorldClock();
let world: TestWorld;
let line: LineProcess;
let serious: Serious;
beforeAll(async () => {
  const env = { DATA_KEY: TEST_DATA_KEY.toString('base64') };
  world = await openWorld({ ...env, ...clock.env }, { clock: clock.now, slackBurst: 10_000 });
  line = await world.start();
  const url = await embeddedUrl(world.dataDir);
  if (url === null) throw new Error('the embedded database does not run');
  serious = await openSerious(world, clock, url);
});
afterAll(async () => {
  await world.close();
  clock.end();
});

const inAll = test.each(LANGUAGES);
inAll(
  'the embedded default promises no hour to who is in danger and speaks %s, and calls everybody, while nobody is on duty',
  (language) => reportWhileNobodyIsOnDuty(serious, language),
);

test('a lead of protection puts two on duty by Slack', () => putOnDuty(serious));

inAll(
  'the embedded default hears who is in danger and speaks %s, calls who is on duty, and leaves nothing on the phone',
  (language) => liveWithThePhone(serious, language),
);

inAll(
  'the embedded default answers who reports without a name in %s by the receipt alone, and marks nothing',
  (language) => reportAnonymously(serious, language),
);

test('no word of theirs and no error is in the log', () => {
  expect(line.log()).not.toContain('fjalëshpikur');
  expect(errorsIn(line.log())).toEqual([]);
});
