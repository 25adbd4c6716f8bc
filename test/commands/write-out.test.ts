import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeOut } from '../../src/commands/write-out.ts';

/** A user of no rights. */
const NOBODY = 65_534;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-out-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* pieces(count: number, letter: string) {
  for (let piece = 0; piece < count; piece += 1) {
    yield letter.repeat(10_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('a file is there when it is whole, and for its owner alone', async () => {
  const path = join(folder, 'whole.csv');
  await writeOut(path, Readable.from(pieces(3, 'a')));
  expect((await stat(path)).size).toBe(30_000);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('one that breaks off leaves the file as it was, and nothing of its own', async () => {
  const path = join(folder, 'broken.csv');
  await writeFile(path, 'of yesterday');
  async function* breaks() {
    yield* pieces(2, 'b');
    throw new Error('the database went away');
  }
  await expect(writeOut(path, Readable.from(breaks()))).rejects.toThrow('the database went away');
  expect(await readFile(path, 'utf8')).toBe('of yesterday');
  expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual(['broken.csv']);
});

it('two at once to one file are no mix of both', async () => {
  const path = join(folder, 'both.csv');
  await Promise.all([writeOut(path, Readable.from(pieces(20, 'c'))), writeOut(path, Readable.from(pieces(20, 'd')))]);
  expect(await readFile(path, 'utf8')).toMatch(/^(c{200000}|d{200000})$/);
  expect((await readdir(folder)).filter((name) => name.startsWith('both'))).toEqual(['both.csv']);
});

it.each<[string, () => string, RegExp]>([
  ['a full disk', () => '/dev/full', /^\/dev\/full was not written: the disk is full\.$/],
  [
    'a folder that is not there',
    () => join(folder, 'none', 'x.csv'),
    /none\/x\.csv was not written: there is no such folder\.$/,
  ],
  ['a folder in its place', () => folder, /is a folder: name a file in it\.$/],
])('%s is said in a sentence that names the file', async (_, path, sentence) => {
  await expect(writeOut(path(), Readable.from(pieces(3, 'e')))).rejects.toThrow(sentence);
});

it('so is a folder that may not be written in', async () => {
  await chmod(folder, 0o555);
  // A superuser may write anywhere: this process is nobody meanwhile.
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(NOBODY);
  await expect(writeOut(join(folder, 'x.csv'), 'x'))
    .rejects.toThrow(/x\.csv was not written: it may not be written there/)
    .finally(() => root && process.seteuid?.(0));
  await chmod(folder, 0o700);
});
