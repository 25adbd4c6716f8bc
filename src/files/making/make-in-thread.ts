import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answer, Made, Orders } from './orders.ts';

const IDLE_MS = 60_000;
const HEAP_MB = 512;

const waiting = new Map<number, { resolve(made: Made): void; reject(error: Error): void }>();
let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let orders = 0;

/** Laying out a long list takes seconds in which nobody else would be served: it is done in a thread of its own, which goes when it idles. */
export function makeInThread<Work extends keyof Orders>(
  work: Work,
  order: Orders[Work]['order'],
): Promise<Orders[Work]['made']> {
  clearTimeout(idle);
  thread ??= open();
  const asked = thread;
  asked.ref();
  orders += 1;
  const id = orders;
  return new Promise<Made>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    asked.postMessage({ id, work, order });
  });
}

function open(): Worker {
  const opened = openThread();
  opened.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.made);
    else asked?.reject(new Error(`a file could not be made (${answer.problem})`));
    if (waiting.size > 0) return;
    // A process that has nothing else to do may end.
    opened.unref();
    idle = setTimeout(() => void opened.terminate(), IDLE_MS).unref();
  });
  // Out of memory, or a fault of a library: who waits hears it, and the next file has a thread of its own.
  opened.on('error', () => {});
  opened.once('exit', () => lose(opened));
  return opened;
}

function lose(lost: Worker): void {
  if (thread === lost) thread = undefined;
  for (const { reject } of waiting.values()) reject(new Error('the thread that makes files has ended'));
  waiting.clear();
}

/** Beside this file, built or as source; a source needs the loader first, which no thread inherits. */
function openThread(): Worker {
  const own = import.meta.url;
  // No secret of the line's is in the environment of a thread that lays out pages.
  const bounds = { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } };
  if (!own.endsWith('.ts')) return new Worker(new URL('./thread.js', own), bounds);
  const require = createRequire(own);
  const loader = pathToFileURL(require.resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
  const file = new URL('./thread.ts', own).href;
  const load = `import('${loader}').then(({ register }) => register() && import('${file}'))`;
  return new Worker(load, { ...bounds, eval: true });
}
