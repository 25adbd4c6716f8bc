import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-server.ts', 'test/support/built-line.ts'],
    pool: 'forks',
    // Tests wait for real processes, not for the processor: three files at a time keep two cores busy without starving any.
    maxWorkers: 3,
    // Bounds for what never comes, above the patience of a single wait (test/support/patience.ts); no fixed second is a verdict.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    teardownTimeout: 30_000,
    // The line's own variables must not reach a test by accident; tests give their settings themselves.
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent' },
  },
});
