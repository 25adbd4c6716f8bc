import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type Outcome = { ok: boolean; output: string };

/** A program of a development dependency. */
export function tool(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name);
}

/** Runs a program to its end; `output` is what it said on both streams, in order. */
export function runProgram(command: string, args: readonly string[], cwd: string = ROOT): Promise<Outcome> {
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(said).toString('utf8') }));
  });
}
