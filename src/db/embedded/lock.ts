import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from './process-start.ts';

const NAME = /^line\.lock\.(\d+)$/;
const RELEASED: Holder = { pid: 0, start: '' };
/** Each round ends, or another process got further: more rounds than processes that could start at once. */
const ROUNDS = 50;

type Holder = { pid: number; start: string };

/**
 * Makes this process the only one on `folder`, which `dataDir` stands for in the refusal, until the returned function is
 * called. A lock whose process is gone (or whose pid now belongs to a younger process) is taken over. Throws with a sentence
 * for the person when another process holds it.
 *
 * Every taking has a number of its own, one above the last, and the file with the highest number is never removed, only
 * marked as released. So the same number cannot be taken twice, and whoever holds the highest holds the lock.
 */
export async function takeLock(folder: string, dataDir: string): Promise<() => Promise<void>> {
  const mine: Holder = { pid: process.pid, start: (await processStart(process.pid)) ?? '' };
  for (let round = 0; round < ROUNDS; round += 1) {
    const last = await lastNumber(folder);
    const holder = last === 0 ? RELEASED : await readHolder(folder, last);
    if (holder && (await alive(holder))) throw refusal(holder, dataDir);
    // Unreadable means removed by a later taker, except when it is still the last: then it is broken and counts as released.
    if (!holder && (await lastNumber(folder)) !== last) continue;
    if (!(await createAs(folder, last + 1, mine))) continue;
    const numbers = await takenNumbers(folder);
    const older = numbers.filter((number) => number <= last);
    if (Math.max(...numbers) === last + 1) {
      await Promise.all(older.map((number) => rm(lockPath(folder, number), { force: true })));
      return () => release(folder, last + 1);
    }
    // We looked long ago: others have been here and gone on, so this number is an old one.
    await rm(lockPath(folder, last + 1), { force: true });
  }
  throw new Error(`The data folder ${dataDir} could not be locked: other processes keep taking it.`);
}

/** Whether a living process has `folder` open. */
export async function holderAlive(folder: string): Promise<boolean> {
  const last = await lastNumber(folder);
  const holder = last === 0 ? undefined : await readHolder(folder, last);
  return holder !== undefined && (await alive(holder));
}

function lockPath(folder: string, number: number): string {
  return join(folder, `line.lock.${number}`);
}

function refusal(holder: Holder, dataDir: string): Error {
  return new Error(
    `The data folder ${dataDir} is already in use by process ${holder.pid}. ` +
      'Stop that one first, or give this one a DATA_DIR of its own.',
  );
}

async function takenNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).map((name) => Number(NAME.exec(name)?.[1] ?? 0)).filter((number) => number > 0);
}

async function lastNumber(folder: string): Promise<number> {
  return Math.max(0, ...(await takenNumbers(folder)));
}

/** False when the number is taken already. The file is there whole or not at all: link() neither overwrites nor half writes. */
async function createAs(folder: string, number: number, holder: Holder): Promise<boolean> {
  const draft = await writeDraft(folder, holder);
  try {
    await link(draft, lockPath(folder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function release(folder: string, number: number): Promise<void> {
  await rename(await writeDraft(folder, RELEASED), lockPath(folder, number));
}

async function writeDraft(folder: string, holder: Holder): Promise<string> {
  const draft = join(folder, `line.lock.draft-${randomUUID()}`);
  await writeFile(draft, JSON.stringify(holder));
  return draft;
}

async function readHolder(folder: string, number: number): Promise<Holder | undefined> {
  try {
    const value = JSON.parse(await readFile(lockPath(folder, number), 'utf8')) as Partial<Holder>;
    return typeof value.pid === 'number' && typeof value.start === 'string'
      ? { pid: value.pid, start: value.start }
      : undefined;
  } catch {
    return undefined;
  }
}

async function alive(holder: Holder): Promise<boolean> {
  if (holder.pid === 0) return false;
  return (await processStart(holder.pid)) === holder.start;
}
