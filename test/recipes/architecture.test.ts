import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const files = ['src', 'test', 'locales', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `/${folder}/${name}`),
);

test('the map names no file that is not there', () => {
  const map = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');
  const named = [...map.matchAll(/`([\w./-]+\/[\w.-]+|[\w-]+)\.(ts|json)`/g)].map(
    ([, name, ending]) => `${name}.${ending}`,
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([]);
});
