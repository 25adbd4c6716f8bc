import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, ROOT, runProgram, tool } from './run-program.ts';

const CONFIG = join(ROOT, 'src', 'sandbox', 'page', 'vite.config.ts');
const BUILT = join(ROOT, 'src', 'sandbox', 'page-built');

/** Whether the page that ships is the one its source makes: building it anew must give the same files. */
export async function checkPage(): Promise<Outcome> {
  const fresh = await mkdtemp(join(tmpdir(), 'community-line-page-'));
  try {
    const made = await runProgram(tool('vite'), ['build', '-c', CONFIG, '--outDir', fresh, '--logLevel', 'warn']);
    if (!made.ok) return made;
    const [shipped, now] = [await contents(BUILT), await contents(fresh)];
    const differ = [...new Set([...shipped.keys(), ...now.keys()])].filter(
      (name) => shipped.get(name) !== now.get(name),
    );
    const output =
      differ.length > 0 ? `the page that ships is not its source's: run npm run page:build\n${differ.join('\n')}` : '';
    return { ok: differ.length === 0, output };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [file.slice(folder.length), await readFile(file, 'latin1')] as const)),
  );
}
