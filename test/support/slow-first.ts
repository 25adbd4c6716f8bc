import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ROOT = `${import.meta.dirname}/../..`;

/**
 * The files that take longest, the longest first. A file that took more than a minute in a run's report and is not here belongs here: begun
 * late, it is what the other workers wait for at the end.
 */
const SLOW = [
  'test/bots/slack/doors/table.test.ts',
  'test/journeys/kill-server.test.ts',
  'test/commands/cli.test.ts',
  'test/journeys/kill-embedded.test.ts',
  'test/journeys/offers-server.test.ts',
  'test/page/access.test.ts',
  'test/scripts/check-boundaries.test.ts',
  'test/queue/queue.test.ts',
  'test/page/story.test.ts',
  'test/page/faults.test.ts',
  'test/journeys/offers-embedded.test.ts',
  'test/commands/offers.test.ts',
  'test/page/keeps.test.ts',
  'test/journeys/serious-embedded.test.ts',
  'test/journeys/privacy-embedded.test.ts',
  'test/journeys/serious-server.test.ts',
  'test/journeys/danger-kill.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = SLOW.indexOf(relative(ROOT, moduleId));
  return place === -1 ? SLOW.length : place;
};

/** Slow files first, and then those of a process each before those that share one: a process is handed on only between neighbours. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
