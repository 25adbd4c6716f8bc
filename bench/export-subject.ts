import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { keepHeapSmall } from '../src/commands/small-heap.ts';
import { loadTexts } from '../src/core/i18n/texts.ts';
import { connect } from '../src/db/client.ts';
import { exportReport } from '../src/files/export-report.ts';
import { EXPORTS, type ExportTook, type Held } from './exports.ts';
import { benchLine } from './line.ts';

const { format, withText } = EXPORTS[process.argv[3] as keyof typeof EXPORTS];
keepHeapSmall();
const database = connect(process.argv[2] ?? '', { max: 4 });
const line = await benchLine(database);
const texts = loadTexts();

/**
 * How long the loop of this process was held at the longest meanwhile: by the clock, which on a busy machine counts what others did, and by what
 * this thread itself worked between two turns (Linux alone says that).
 */
async function held(work: () => Promise<unknown>): Promise<Held> {
  let [turn, worked, clockMs] = [performance.now(), threadMs(), 0];
  let processorMs = worked === null ? null : 0;
  const timer = setInterval(() => {
    const [now, works] = [performance.now(), threadMs()];
    clockMs = Math.max(clockMs, now - turn);
    if (works !== null && worked !== null && processorMs !== null) processorMs = Math.max(processorMs, works - worked);
    [turn, worked] = [now, works];
  }, 1);
  await work();
  clearInterval(timer);
  return { clockMs, processorMs };
}

/** What the thread worked since its start. */
function threadMs(): number | null {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

async function take(days: { from: string; to: string }): Promise<number> {
  const file = await exportReport(line, texts, 'console', { what: 'items', kind: 'all', ...days, withText, format });
  if (!file.ok) throw new Error(file.code);
  let bytes = 0;
  const away = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      done();
    },
  });
  await pipeline(file.value.stream, away);
  return bytes;
}

// As the command does it, in a process of its own. What is loaded once a process is no matter of how many items there are.
await take({ from: '2024-01-01', to: '2024-01-01' });
const idle = await held(() => wait(2000));
const began = process.cpuUsage();
const started = performance.now();
let bytes = 0;
const busy = await held(async () => {
  bytes = await take({ from: '2020-01-01', to: '2026-12-31' });
});
const { user, system } = process.cpuUsage(began);
const seconds = (performance.now() - started) / 1000;
await database.close();
const took: ExportTook = {
  ...{ seconds, held: busy, heldOfIdle: idle, processorSeconds: (user + system) / 1e6 },
  megabytes: bytes / 1e6,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
process.send?.(took, () => process.disconnect());
