import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { LineProcess } from '../support/line-process.ts';
import { openProductionWorld, type ServerWorld } from '../support/server-world.ts';

const code = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`;

/** Writes the address of every module that a process loads into LOADED_FILE, a line each. As an address, since it is loaded before what reads TypeScript. */
const NOTE_LOADED = code(`
  import { register } from 'node:module';
  register(${JSON.stringify(
    code(`
      import { appendFileSync } from 'node:fs';
      let file;
      export const initialize = (given) => void (file = given);
      export const load = (url, context, next) => (appendFileSync(file, url + '\\n'), next(url, context));
    `),
  )}, { data: process.env.LOADED_FILE });
`);

let world: ServerWorld;
let file: string;

beforeAll(async () => {
  world = await openProductionWorld({ NODE_OPTIONS: `--import ${NOTE_LOADED}` });
  file = join(world.dataDir, 'loaded');
});

afterAll(async () => {
  await world.close();
});

/** Our own modules that a process has loaded once it is ready. */
async function loadedBy(start: (env: Record<string, string>) => Promise<LineProcess>): Promise<string[]> {
  await writeFile(file, '');
  const line = await start({ LOADED_FILE: file });
  await line.stop();
  const own = `${pathToFileURL(inject('builtLine')).href}/`;
  const urls = (await readFile(file, 'utf8')).split('\n');
  return urls.filter((url) => url.startsWith(own)).map((url) => url.slice(own.length));
}

test.each([
  ['in one process', (env: Record<string, string>) => world.start(env)],
  ['of a part', (env: Record<string, string>) => world.startPart('worker', env)],
])('a line in production, %s, loads no stand-in, no page and nobody invented', async (_, start) => {
  const loaded = await loadedBy(start);
  expect(loaded).toContain('run/life.js');
  expect(loaded.filter((path) => path.startsWith('sandbox/'))).toEqual([]);
});
