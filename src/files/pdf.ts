import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Content, ContentCanvas, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type FontFace, readFont } from './font.ts';

/** A page of data alone, so that it can be handed to another thread: functions stay where the library is. */
export type PdfDocument = {
  definition: Omit<TDocumentDefinitions, 'footer' | 'header' | 'background'>;
  /** `{page}` and `{count}` in it are filled in. */
  footer: Content;
  background?: ContentCanvas;
  /** What the paddings of the layout `facts` are multiplied by. */
  scale?: number;
};
export type PdfFile = { bytes: Uint8Array; pages: number };
export type PdfKit = { regular: FontFace; bold: FontFace; render(document: PdfDocument): Promise<PdfFile> };
/** To the thread, and back. */
export type PdfOrder = { id: number; document: PdfDocument; fonts: { regular: string; bold: string } };
export type PdfAnswer = { id: number } & ({ ok: true; file: PdfFile } | { ok: false; problem: string });

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf');
const IDLE_MS = 60_000;
const HEAP_MB = 512;

let kit: PdfKit | undefined;

/** The fonts, read when the first file is wanted, and a thread that makes files: a line that makes none stays small. */
export function pdfKit(): PdfKit {
  kit ??= { regular: readFont(readFileSync(REGULAR)), bold: readFont(readFileSync(BOLD)), render: makeRenderer() };
  return kit;
}

/** Laying out a long list takes seconds in which nobody else would be served: it is done in a thread of its own, which goes when it idles. */
function makeRenderer(): PdfKit['render'] {
  const waiting = new Map<number, { resolve(file: PdfFile): void; reject(error: Error): void }>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let orders = 0;
  const lose = (lost: Worker) => {
    if (thread === lost) thread = undefined;
    for (const { reject } of waiting.values()) reject(new Error('the thread that makes files has ended'));
    waiting.clear();
  };
  const open = (): Worker => {
    const opened = openThread();
    opened.on('message', (answer: PdfAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) asked?.resolve(answer.file);
      else asked?.reject(new Error(`a file could not be made (${answer.problem})`));
      if (waiting.size > 0) return;
      // A process that has nothing else to do may end.
      opened.unref();
      idle = setTimeout(() => void opened.terminate(), IDLE_MS).unref();
    });
    // Out of memory, or a fault of the library: who waits hears it, and the next file has a thread of its own.
    opened.on('error', () => {});
    opened.once('exit', () => lose(opened));
    return opened;
  };
  return (document) =>
    new Promise((resolve, reject) => {
      clearTimeout(idle);
      thread ??= open();
      thread.ref();
      orders += 1;
      waiting.set(orders, { resolve, reject });
      const order: PdfOrder = { id: orders, document, fonts: { regular: REGULAR, bold: BOLD } };
      thread.postMessage(order);
    });
}

/** Beside this file, built or as source; a source needs the loader first, which no thread inherits. */
function openThread(): Worker {
  const own = import.meta.url;
  // No secret of the line's is in the environment of a thread that lays out pages.
  const bounds = { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } };
  if (!own.endsWith('.ts')) return new Worker(new URL('./pdf-thread.js', own), bounds);
  const loader = pathToFileURL(require.resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
  const file = new URL('./pdf-thread.ts', own).href;
  const load = `import('${loader}').then(({ register }) => register() && import('${file}'))`;
  return new Worker(load, { ...bounds, eval: true });
}
