import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cruise } from './cruise.ts';
import { foreignWords } from './foreign-words.ts';
import { roomsOf, twoWay } from './rooms.ts';
import { type Outcome, ROOT } from './run-program.ts';

/**
 * Holds the folder `src` under `root` to the rules of .dependency-cruiser.mjs, its rooms to knowing each other one way only,
 * and the words of a channel's service to their home. Also
 * counts: a parser that reads nothing (as happens under TypeScript 7 without @swc/core) finds no violation either.
 */
export async function checkBoundaries(root: string = ROOT): Promise<Outcome> {
  const report = await cruise(root);
  if (typeof report === 'string') return { ok: false, output: report };
  const read = report.modules.filter(({ source }) => /^src\/.*\.ts$/.test(source)).length;
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((name) => name.endsWith('.ts')).length;
  const broken = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  if (read !== files) broken.push(`${read} modules were read, but src has ${files} files`);
  for (const { pair, fewer } of twoWay(roomsOf(report.modules)))
    broken.push(`one-way: ${pair}`, ...fewer.map((one) => `    ${one}`));
  broken.push(...(await foreignWords(root)));
  return { ok: broken.length === 0, output: broken.join('\n') };
}
