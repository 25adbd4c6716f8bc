// Everything that can be known without running the line: one row a check, what was wrong under it, and a total.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkBoundaries } from './check-boundaries.ts';
import { checkCuts } from './check-cuts.ts';
import { checkFigures } from './check-figures.ts';
import { checkMigrations } from './check-migrations.ts';
import { checkPage } from './check-page.ts';
import { type Outcome, ROOT, runProgram, tool } from './run-program.ts';

type Check = { name: string; run: () => Promise<Outcome> };

const line = (...args: string[]) => runProgram(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args]);

const checks: Check[] = [
  { name: 'format, lint, complexity', run: () => runProgram(tool('biome'), ['check', '--max-diagnostics=50']) },
  { name: 'types', run: () => runProgram(tool('tsc'), ['--noEmit']) },
  { name: 'types of the page', run: () => runProgram(tool('tsc'), ['--noEmit', '-p', 'src/sandbox/page']) },
  { name: 'boundaries', run: () => checkBoundaries() },
  { name: 'one way to cut a text', run: () => checkCuts() },
  { name: 'nothing unused', run: () => runProgram(tool('knip'), ['--no-progress']) },
  { name: 'migrations in step with the schema', run: checkMigrations },
  { name: 'docs/figures.md in step with the figures', run: checkFigures },
  { name: 'page in step with its source', run: checkPage },
];
if (existsSync(join(ROOT, 'src', 'cli.ts'))) {
  checks.push({ name: 'languages', run: () => line('locales', 'check') });
}

let failed = 0;
for (const { name, run } of checks) {
  const started = performance.now();
  const { ok, output } = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)\n`);
  if (ok) continue;
  failed += 1;
  process.stdout.write(`${output.trim().replaceAll(/^/gm, '        ')}\n`);
}
process.stdout.write(`${checks.length - failed} of ${checks.length} checks passed\n`);
process.exitCode = failed === 0 ? 0 : 1;
