import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { bareEnvironment, type LineProcess, startProcess } from './line-process.ts';

export type PageLine = {
  url: string;
  /** Everything printed so far, by every process. */
  log(): string;
  /** Ends the process and leaves the port free, as an operator or a power cut might. */
  stop(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
};

/** The line as a newcomer starts it: nothing configured but what `more` says, both services emulated, the page at its address. */
export async function startPageLine(more: Record<string, string> = {}): Promise<PageLine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'community-line-page-'));
  const port = await freePort();
  const env = { ...bareEnvironment(), DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...more };
  let log = '';
  let line: LineProcess | null = null;
  const start = async () => {
    line = await startProcess(env);
  };
  const stop = async () => {
    await line?.stop();
    log += line?.log() ?? '';
    line = null;
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => log + (line?.log() ?? ''),
    stop,
    start,
    close: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
