import { LIGHT } from '../charts/colours.ts';
import { makeInThread } from '../making/make-in-thread.ts';
import type { ToldDocument } from './told-document.ts';
import { TEXT_WIDTH } from './word-order.ts';

/** A document to go on writing in: headings are headings, tables are tables, and each chart is a picture that says in words what it shows. */
export async function toldWord(told: ToldDocument): Promise<Uint8Array> {
  const tables = told.sections.flatMap((section) => section.tables);
  const charts = tables.flatMap(({ chart }) =>
    chart ? [{ ...chart.drawing, width: TEXT_WIDTH, colours: LIGHT, slack: 1 }] : [],
  );
  const drawn = charts.length > 0 ? await makeInThread('charts', { charts, pictures: true }) : [];
  let next = 0;
  const pictures = tables.map(({ chart }) => (chart ? (drawn[next++] ?? null) : null));
  return makeInThread('word', { told, pictures });
}
