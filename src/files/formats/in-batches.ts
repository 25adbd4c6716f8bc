import { givingWay } from '../../core/domain/time/give-way.ts';
import type { Row, Table } from '../../core/reports/table.ts';

/** So many at once of rows that are all there. */
const BATCH = 200;
/** Longer than this a file keeps nobody waiting. */
const MOST_MS = 5;

/**
 * The rows of a table, some at a time, as whoever writes them reads them. Between two batches everybody else in the process has their turn: a file is
 * of a million rows, and people are answered meanwhile.
 */
export async function* inBatches(rows: Table['rows']): AsyncGenerator<readonly Row[]> {
  const giveWay = givingWay(MOST_MS);
  for await (const batch of Symbol.asyncIterator in rows ? rows : cut(rows)) {
    yield batch;
    await giveWay();
  }
}

function* cut(rows: Iterable<Row>): Generator<readonly Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
