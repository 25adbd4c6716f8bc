import { LIGHT } from '../charts/colours.ts';
import { makeInThread } from '../making/make-in-thread.ts';
import type { ToldDocument } from './told-document.ts';
import { TEXT_WIDTH } from './word-order.ts';

/** So many charts stand in it; the page has all of them, and a workbook has them to be changed. */
const MOST_CHARTS = 3;

/**
 * A document to go on writing in: what a lead says to others comes first, with few charts, and every table after it as an annex. Headings are headings,
 * tables are tables, and each chart is a picture that says in words what it shows.
 */
export async function toldWord(told: ToldDocument): Promise<Uint8Array> {
  const charts = told.leading
    .slice(0, MOST_CHARTS)
    .flatMap(({ chart }) => (chart ? [{ ...chart.drawing, width: TEXT_WIDTH, colours: LIGHT, slack: 1 }] : []));
  const pictures = charts.length > 0 ? await makeInThread('charts', { charts, pictures: true }) : [];
  return makeInThread('word', { told, pictures });
}
