import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { builtProgram } from './built-line.ts';

const ROOT = join(import.meta.dirname, '../..');

export type Ran = { code: number | null; out: string; err: string };

/** Runs a command of the line as a person at a terminal would, with these settings and no others of the line's. */
export function runCli(words: string[], settings: Record<string, string> = {}, cwd = ROOT): Promise<Ran> {
  return run(process.execPath, [builtProgram('cli'), ...words], settings, cwd);
}

/** The same from a copy of the sources, whose own texts and settings it reads and writes: the built program's texts are the checkout's. */
export function runCliOf(copy: string, words: string[], settings: Record<string, string> = {}): Promise<Ran> {
  return run(process.execPath, ['--import', 'tsx', join(copy, 'src/cli.ts'), ...words], settings, copy);
}

/** Runs it with what it prints going to a program that reads none of it; prints its exit code instead. */
export function runCliUnread(words: string[], settings: Record<string, string>): Promise<Ran> {
  const piped = `"$0" "$@" | true; echo "\${PIPESTATUS[0]}"`;
  return run('bash', ['-c', piped, process.execPath, builtProgram('cli'), ...words], settings, ROOT);
}

function run(program: string, args: string[], settings: Record<string, string>, cwd: string): Promise<Ran> {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(program, args, {
    cwd,
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ran.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ran.err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ran, code }));
  });
}
