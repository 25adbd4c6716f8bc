import type { ChartDrawing, DrawnChart } from '../charts/chart-drawing.ts';
import type { PdfDocument, PdfFile } from '../pdf-document.ts';
import type { WordOrder } from '../told/word-order.ts';

/** What the thread that makes files is asked for, and what it hands back. Both are data alone. */
export type Orders = {
  pdf: { order: PdfDocument; made: PdfFile };
  charts: { order: { charts: readonly ChartDrawing[]; pictures: boolean }; made: DrawnChart[] };
  word: { order: WordOrder; made: Uint8Array };
};

/** To the thread, and back. */
export type Order = { [Work in keyof Orders]: { id: number; work: Work; order: Orders[Work]['order'] } }[keyof Orders];
export type Made = Orders[keyof Orders]['made'];
export type Answer = { id: number } & ({ ok: true; made: Made } | { ok: false; problem: string });
