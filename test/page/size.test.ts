import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const BUILT = join(import.meta.dirname, '..', '..', 'src', 'sandbox', 'page-built');
const MOST_BYTES = 300_000;

test('the page that ships is under 300 kB of compressed JavaScript', async () => {
  const names = (await readdir(join(BUILT, 'assets'))).filter((name) => name.endsWith('.js'));
  const files = await Promise.all(names.map((name) => readFile(join(BUILT, 'assets', name))));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  // Nothing at all would pass too.
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

test('the page that ships names no address but its own', async () => {
  const html = await readFile(join(BUILT, 'index.html'), 'utf8');
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
  expect(addresses.length).toBeGreaterThanOrEqual(2);
  for (const address of addresses) expect(address).not.toMatch(/^[a-z]+:|^\/\//);
});
