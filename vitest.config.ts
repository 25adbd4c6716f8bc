import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import SlowFirst from './test/support/slow-first.ts';

const EVERY = 'test/**/*.test.ts';
/** Tests that share a process: they leave nothing behind in it, and hold what they need in a database of their own. */
const TOGETHER = [
  'test/{bots,core,db,docs,files,media}/**/*.test.ts',
  'test/sandbox/{host,slack,telegram}/**/*.test.ts',
];
/** In those folders, what changes something that the others share (a module, the clock, a setting of the whole process), measures the process or runs the line in it. */
const ALONE = [
  'test/bots/slack/host/standing.test.ts',
  'test/bots/slack/surfaces.test.ts',
  'test/core/activities.test.ts',
  'test/core/preview-offer.test.ts',
  'test/db/embedded.test.ts',
  'test/files/every-report.test.ts',
  'test/files/read-xlsx.test.ts',
  'test/media/ready-media.test.ts',
  'test/sandbox/host/cut-redis.test.ts',
  'test/sandbox/host/keep-sandbox.test.ts',
  'test/sandbox/host/steps.test.ts',
];

// Bounds for what never comes, above the patience of a single wait (test/support/patience.ts); no fixed second is a verdict.
const BOUNDS = { testTimeout: 900_000, hookTimeout: 900_000, teardownTimeout: 30_000 };

const project = (
  name: string,
  test: { include: string[]; exclude: string[]; isolate: boolean },
): TestProjectInlineConfiguration => ({
  test: {
    name,
    environment: 'node',
    pool: 'forks',
    ...test,
    ...BOUNDS,
    // The line's own variables must not reach a test by accident; tests give their settings themselves.
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent' },
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres-server.ts', 'test/support/built-line.ts'],
    // Tests wait for real processes, not for the processor: three files at a time keep two cores busy without starving any.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    ...BOUNDS,
    projects: [
      project('alone', { include: [EVERY], exclude: TOGETHER, isolate: true }),
      project('apart', { include: ALONE, exclude: [], isolate: true }),
      project('together', { include: TOGETHER, exclude: ALONE, isolate: false }),
    ],
  },
});
