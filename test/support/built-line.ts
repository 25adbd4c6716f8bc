import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `main.js` and `cli.js` of this run are. */
    builtLine: string;
  }
}

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The line as `npm run build` makes it (without asking about types again), once for the whole run and apart from the checkout: what a test
 * starts as a process is what a server starts, and starts in a third of the time.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { dist, remove } = await buildLine();
  project.provide('builtLine', dist);
  return remove;
}

/** The same for a program that is no test, such as the one that takes the screenshots. */
export async function buildForScript(): Promise<() => Promise<void>> {
  const { dist, remove } = await buildLine();
  ofScript = dist;
  return remove;
}

let ofScript: string | undefined;

async function buildLine(): Promise<{ dist: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'community-line-built-'));
  const dist = join(folder, 'dist');
  const compiler = join(ROOT, 'node_modules', '.bin', 'tsc');
  await promisify(execFile)(compiler, ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', dist], { cwd: ROOT });
  await cp(join(ROOT, 'src', 'db', 'migrations'), join(dist, 'db', 'migrations'), { recursive: true });
  await cp(join(ROOT, 'src', 'sandbox', 'page-built'), join(dist, 'sandbox', 'page-built'), { recursive: true });
  await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
  for (const name of ['node_modules', 'locales']) await symlink(join(ROOT, name), join(folder, name));
  return { dist, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What `node` is given to run the line or a command of it. */
export const builtProgram = (name: 'main' | 'cli'): string => join(ofScript ?? inject('builtLine'), `${name}.js`);
