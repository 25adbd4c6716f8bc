import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, runProgram, tool } from './run-program.ts';

/** A file, and what it imports: both as paths from the root. */
export type Module = { source: string; dependencies: { resolved: string }[] };
export type Cruised = {
  modules: Module[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
};

/** Who imports what in the folder `src` under `root`, held to the rules of .dependency-cruiser.mjs. A sentence where it could not be read. */
export async function cruise(root: string = ROOT): Promise<Cruised | string> {
  // To a file: a report longer than a pipe's buffer is cut off when the program exits.
  const folder = await mkdtemp(join(tmpdir(), 'community-line-boundaries-'));
  const file = join(folder, 'report.json');
  try {
    const config = join(ROOT, '.dependency-cruiser.mjs');
    const args = ['--config', config, '--output-type', 'json', '--output-to', file, 'src'];
    const { output } = await runProgram(tool('depcruise'), args, root);
    const text = await readFile(file, 'utf8').catch(() => '');
    return text ? (JSON.parse(text) as Cruised) : output;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
