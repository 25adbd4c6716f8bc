import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Outcome, ROOT, runProgram, tool } from './run-program.ts';

const MIGRATIONS = join(ROOT, 'src', 'db', 'migrations');

/** Whether the committed migrations lead to the schema in the code: generating on a copy of them must add nothing. */
export async function checkMigrations(): Promise<Outcome> {
  const cache = join(ROOT, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const copy = await mkdtemp(join(cache, 'migrations-'));
  try {
    await cp(MIGRATIONS, copy, { recursive: true });
    const before = await listed(copy);
    const out = relative(ROOT, copy);
    const schema = './src/db/schema/**/*.ts';
    const made = await runProgram(tool('drizzle-kit'), [
      'generate',
      '--dialect=postgresql',
      `--schema=${schema}`,
      `--out=${out}`,
    ]);
    if (!made.ok) return made;
    const added = (await listed(copy)).filter((name) => !before.includes(name));
    if (added.length > 0)
      return { ok: false, output: 'the schema is ahead of the migrations: run npm run db:generate' };
    return runProgram(tool('drizzle-kit'), ['check', '--dialect=postgresql', `--out=${out}`]);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function listed(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql'));
}
