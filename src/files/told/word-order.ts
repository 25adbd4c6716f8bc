import type { DrawnChart } from '../charts/chart-drawing.ts';
import type { ToldDocument } from './told-document.ts';

/** In pixels of 96 to the inch: the text of an A4 page with margins of two centimetres. */
export const TEXT_WIDTH = 640;

/** What the thread that makes files needs: the words, and the pictures of the first of the leading charts. */
export type WordOrder = { told: ToldDocument; pictures: readonly DrawnChart[] };
