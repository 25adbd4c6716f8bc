import { parentPort } from 'node:worker_threads';
import type { Answer, Made, Order } from './orders.ts';

/** The thread in which files are made (`make-in-thread.ts` opens it). It has the libraries, the fonts, and what it is handed; nothing else. */
parentPort?.on('message', async (order: Order) => {
  const answer: Answer = await make(order).then(
    (made): Answer => ({ id: order.id, ok: true, made }),
    // A message of a library may quote what it was to write.
    (error: unknown): Answer => ({
      id: order.id,
      ok: false,
      problem: error instanceof Error ? error.name : 'unknown',
    }),
  );
  parentPort?.postMessage(answer);
});

/** A library is loaded by the first order that needs it. */
async function make(order: Order): Promise<Made> {
  switch (order.work) {
    case 'pdf':
      return (await import('./lay-out-pdf.ts')).layOutPdf(order.order);
    case 'word':
      return (await import('../told/write-word.ts')).writeWord(order.order);
    case 'charts':
      return (await import('../charts/draw-charts.ts')).drawCharts(order.order);
  }
}
