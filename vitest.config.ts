import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import SlowFirst from './test/support/slow-first.ts';

const EVERY = 'test/**/*.test.ts';
/** Tests that share a process: they leave nothing behind in it, and hold what they need in a database of their own. */
const TOGETHER = ['test/{core,docs}/**/*.test.ts', 'test/sandbox/{slack,telegram}/**/*.test.ts'];
/** In those folders, what changes something that the others share (a module, a setting of the whole process), or runs in it what goes on by itself. */
const ALONE = [
  'test/core/activities.test.ts',
  'test/core/channel/plain-channel.test.ts',
  'test/core/preview-offer.test.ts',
  'test/sandbox/slack/bolt.test.ts',
  'test/sandbox/telegram/grammy.test.ts',
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
