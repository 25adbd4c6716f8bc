import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mend } from '../../../src/db/embedded/binaries.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-binaries-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('links and executable bits that an unrun install script left out are put right, as often as asked', async () => {
  const native = join(folder, 'native');
  await mkdir(join(native, 'bin'), { recursive: true });
  await mkdir(join(native, 'lib'));
  await writeFile(join(native, 'bin', 'initdb'), '', { mode: 0o644 });
  await writeFile(join(native, 'bin', 'postgres'), '', { mode: 0o644 });
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));

  expect(await mend(native)).toBe(true);
  expect(await mend(native)).toBe(true);

  expect(await readFile(join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
  expect((await stat(join(native, 'bin', 'postgres'))).mode & 0o555).toBe(0o555);
});
