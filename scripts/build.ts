// Makes dist/, which runs on the production dependencies alone: node dist/main.js.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runProgram, tool } from './run-program.ts';

const dist = join(ROOT, 'dist');
await rm(dist, { recursive: true, force: true });
const { ok, output } = await runProgram(tool('tsc'), ['-p', 'tsconfig.build.json']);
if (!ok) {
  process.stderr.write(output);
  process.exit(1);
}
// The compiler leaves SQL behind. Texts stay where they are: locales/ is as far from dist/ as from src/.
await cp(join(ROOT, 'src', 'db', 'migrations'), join(dist, 'db', 'migrations'), { recursive: true });
// The sandbox page is built already: outside production dist/ serves it as src/ does.
await cp(join(ROOT, 'src', 'sandbox', 'page-built'), join(dist, 'sandbox', 'page-built'), { recursive: true });
