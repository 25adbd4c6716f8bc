import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkCuts } from '../../scripts/check-cuts.ts';
import { ROOT } from '../../scripts/run-program.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-cuts-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"types":[]},"include":["src"]}');
  await mkdir(join(folder, 'src/sandbox'), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const lists = 'export const firstTwo = (list: number[]) => list.slice(0, 2);\n';

test('the beginning of a list may be taken, that of an instant and whatever the page does', async () => {
  await writeFile(join(folder, 'src/one.ts'), `${lists}export const day = new Date(0).toISOString().slice(0, 10);\n`);
  await writeFile(join(folder, 'src/sandbox/two.ts'), "export const a = 'abc'.slice(0, 2);\n");
  expect(await checkCuts(folder)).toEqual({ ok: true, output: '' });
});

test('whoever cuts a text by hand is named', async () => {
  await writeFile(
    join(folder, 'src/one.ts'),
    `${lists}type Of = { text?: string };
export const one = ({ text }: Of) => text?.slice(0, 75);
export const two = ({ text = '' }: Of) => text.trim().substring(0, 24);
`,
  );
  const { ok, output } = await checkCuts(folder);
  expect(ok).toBe(false);
  expect(output.split('\n')).toEqual([
    'src/one.ts:3 cuts a text: core/domain/text/cut.ts does',
    'src/one.ts:4 cuts a text: core/domain/text/cut.ts does',
  ]);
});
