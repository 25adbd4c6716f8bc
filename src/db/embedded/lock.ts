import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from './process-start.ts';

type Holder = { pid: number; start: string };

/**
 * Makes this process the only one on `folder`, which `dataDir` stands for in the refusal, until the returned function is called. A lock whose process is gone (or whose
 * pid now belongs to a younger process) is taken over. Throws with a sentence for the person when another process holds it.
 */
export async function takeLock(folder: string, dataDir: string): Promise<() => Promise<void>> {
  const path = lockPath(folder);
  const mine: Holder = { pid: process.pid, start: (await processStart(process.pid)) ?? '' };
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    // Bounded: each round either ends or removes one dead holder.
    for (let round = 0; round < 20; round += 1) {
      // link() fails when the name exists, so a lock file is never seen half written and never overwritten.
      if (await linked(draft, path)) return () => rm(path, { force: true });
      const holder = await readHolder(path);
      if (holder && (await alive(holder))) throw refusal(holder, dataDir);
      await removeStale(path);
    }
    throw new Error(`The data folder ${dataDir} could not be locked: other processes keep taking it.`);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether a living process has `folder` open. */
export async function holderAlive(folder: string): Promise<boolean> {
  const holder = await readHolder(lockPath(folder));
  return holder !== undefined && (await alive(holder));
}

function lockPath(folder: string): string {
  return join(folder, 'line.lock');
}

function refusal(holder: Holder, dataDir: string): Error {
  return new Error(
    `The data folder ${dataDir} is already in use by process ${holder.pid}. ` +
      'Stop that one first, or give this one a DATA_DIR of its own.',
  );
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the lock aside before removing it: of two processes that saw the same dead holder only one can move it. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  // Another process may have taken over between our look and our move: give it back what is its own.
  if (moved && (await alive(moved))) await linked(aside, path);
  await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>;
    return typeof value.pid === 'number' && typeof value.start === 'string'
      ? { pid: value.pid, start: value.start }
      : undefined;
  } catch {
    return undefined;
  }
}

async function alive(holder: Holder): Promise<boolean> {
  const start = await processStart(holder.pid);
  return start !== undefined && start === holder.start;
}
