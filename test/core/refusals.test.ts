import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What is written, and whether it may compile: each is a file of its own, and one run of the compiler reads them all. */
const WRITTEN: [what: string, source: string, compiles: boolean][] = [
  ['a refusal of staff that has its text', `export const it: Result<null> = refuse('already_claimed');`, true],
  ['one that has none', `export const it: Result<null> = refuse('no_text_at_all');`, false],
  ['one that only residents have a text for', `export const it: Result<null> = refuse('no_seat');`, false],
  ['a refusal said to a resident', `export const it = sayRefused(refuse('no_seat'));`, true],
  [
    'one that only staff have a text for, said to a resident',
    `export const it = sayRefused(refuse('not_claimed'));`,
    false,
  ],
  ['one without a text, said to a resident', `export const it = refused('no_text_at_all');`, false],
  ['a code that its verb names', `export const it: Result<null, 'not_found'> = refuse('not_found');`, true],
  ['a code that its verb does not name', `export const it: Result<null, 'not_found'> = refuse('role_needed');`, false],
  ['what is said of a refusal of staff', `export const it = whyRefused({} as never, refuse('not_claimed'));`, true],
  ['what is said to staff of one of residents', `export const it = whyRefused({} as never, refuse('no_seat'));`, false],
  ['a sentence of the command line', `export const it = sentence(refuse('unknown_staff'));`, true],
  ['none of the command line', `export const it = sentence(refuse('not_claimed'));`, false],
  ['a fault of a sheet', `export const it: SheetProblem = { row: 1, heading: '', code: 'merged' };`, true],
  [
    'one that has no sentence',
    `export const it: SheetProblem = { row: 1, heading: '', code: 'no_text_at_all' };`,
    false,
  ],
];

const IMPORTS = `
import type { SheetProblem } from '../../../src/core/domain/offers/sheet.ts';
import { type Result, refuse } from '../../../src/core/domain/result.ts';
import { refused, sayRefused } from '../../../src/core/turn/say-refused.ts';
import { whyRefused } from '../../../src/bots/slack/respond.ts';
import { refused as sentence } from '../../../src/commands/say-refusal.ts';
export const all = { refuse, refused, sayRefused, whyRefused, sentence };
export type All = Result<SheetProblem>;
`;

describe('a code without a text does not compile', () => {
  let folder = '';
  let said = '';
  beforeAll(async () => {
    const cache = join(ROOT, 'node_modules', '.cache');
    await mkdir(cache, { recursive: true });
    folder = await mkdtemp(join(cache, 'refusals-'));
    await Promise.all(
      WRITTEN.map(([, source], index) => writeFile(join(folder, `case-${index}.ts`), IMPORTS + source)),
    );
    const config = {
      extends: '../../../tsconfig.json',
      compilerOptions: { incremental: false },
      include: ['*.ts'],
      exclude: [],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const run = promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    said = await run.then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(WRITTEN.map(([what, , compiles], index) => [what, compiles, index] as const))(
    '%s: %s',
    (_, compiles, index) => {
      const own = said.split('\n').filter((line) => line.includes(`case-${index}.ts(`));
      expect(own.length === 0 ? true : own.map((line) => line.replace(/.*error /, ''))).toEqual(
        compiles ? true : [expect.stringMatching(/TS2322|TS2345|TS2379|TS2375/)],
      );
    },
  );

  test('nothing else keeps them from compiling', () => {
    expect(said.split('\n').filter((line) => line.includes('error TS') && !line.includes('case-'))).toEqual([]);
  });
});

test('every refusal of residents has its text in each of their languages', async () => {
  const keysOf = async (language: string) =>
    Object.keys(JSON.parse(await readFile(join(ROOT, 'locales', language, 'errors.json'), 'utf8'))).toSorted();
  const languages = (await readdir(join(ROOT, 'locales'), { withFileTypes: true })).filter((one) => one.isDirectory());
  expect(languages.length).toBeGreaterThan(4);
  const english = await keysOf('en');
  for (const { name } of languages) expect([name, await keysOf(name)]).toEqual([name, english]);
});
