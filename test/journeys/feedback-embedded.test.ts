import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { type LineProcess, openWorld, STAFF, type TestWorld } from '../support/line-process.ts';
import { liveThroughFeedback } from './feedback-journey.ts';

let world: TestWorld;
let line: LineProcess;
beforeAll(async () => {
  world = await openWorld();
  line = await world.start();
  const added = await world.command(
    'staff',
    'add',
    STAFF.triage,
    '--name',
    'Sample triage',
    '--agency',
    'UNDP',
    '--role',
    'triage',
  );
  expect(added).toMatchObject({ code: 0 });
});
afterAll(() => world.close());

test.each(LANGUAGES)(
  'on the embedded default a resident who speaks %s is heard, answered, and counted',
  async (language) => {
    await liveThroughFeedback(world, language);
    expect(line.log()).not.toContain('invented');
  },
);
