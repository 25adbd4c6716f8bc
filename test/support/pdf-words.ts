import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './other-programs.ts';

const run = promisify(execFile);

/** What a reader of PDFs that is not ours reads on each page, with single spaces. */
export async function pdfWords(bytes: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-words-'));
  try {
    const path = join(folder, 'file.pdf');
    await writeFile(path, bytes);
    const { stdout } = await run(await findProgram('poppler'), ['-enc', 'UTF-8', path, '-'], {
      maxBuffer: 64 * 1024 * 1024,
    });
    // A page ends in a form feed.
    return stdout
      .split('\f')
      .slice(0, -1)
      .map((page) => page.replace(/\s+/g, ' ').trim());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
