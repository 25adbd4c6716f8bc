import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, ROOT, runProgram, tool } from './run-program.ts';

type Report = {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
};

/**
 * Holds the folder `src` under `root` to the rules of .dependency-cruiser.mjs. Also counts: a parser that reads nothing (as
 * happens under TypeScript 7 without @swc/core) finds no violation either.
 */
export async function checkBoundaries(root: string = ROOT): Promise<Outcome> {
  const report = await cruise(root);
  if (typeof report === 'string') return { ok: false, output: report };
  const read = report.modules.filter(({ source }) => /^src\/.*\.ts$/.test(source)).length;
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((name) => name.endsWith('.ts')).length;
  const broken = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  if (read !== files) broken.push(`${read} modules were read, but src has ${files} files`);
  return { ok: broken.length === 0, output: broken.join('\n') };
}

async function cruise(root: string): Promise<Report | string> {
  // To a file: a report longer than a pipe's buffer is cut off when the program exits.
  const folder = await mkdtemp(join(tmpdir(), 'community-line-boundaries-'));
  const file = join(folder, 'report.json');
  try {
    const config = join(ROOT, '.dependency-cruiser.mjs');
    const args = ['--config', config, '--output-type', 'json', '--output-to', file, 'src'];
    const { output } = await runProgram(tool('depcruise'), args, root);
    const text = await readFile(file, 'utf8').catch(() => '');
    return text ? (JSON.parse(text) as Report) : output;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
