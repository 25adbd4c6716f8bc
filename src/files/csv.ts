import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { inert } from '../core/domain/text/inert.ts';

export type CsvTable = {
  columns: readonly (readonly [name: string, hxl: string])[];
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  /** The HXL row under the header. */
  hxl: boolean;
};

/** RFC 4180 with a byte order mark, streamed: a consumer that is slow slows the rows down. An error of the rows ends the stream with it. */
export function csv(table: CsvTable): Readable {
  async function* records() {
    yield table.columns.map(([name]) => name);
    if (table.hxl) yield table.columns.map(([, tag]) => tag);
    for await (const row of table.rows) yield row.map(inert);
  }
  return pipeline(
    Readable.from(records()),
    stringify({ bom: true, record_delimiter: 'windows', quoted_string: true }),
    () => {},
  );
}
