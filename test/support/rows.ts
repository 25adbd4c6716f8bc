import { sql } from 'drizzle-orm';
import type { Line } from '../../src/core/line.ts';

export type Row = Record<string, unknown>;

/** Rows of a statement written in the test: what the database holds, past every function of the line. */
export async function rows(line: Line, statement: string): Promise<Row[]> {
  return (await line.database.read.execute(sql.raw(statement))) as unknown as Row[];
}

export async function row(line: Line, statement: string): Promise<Row> {
  const [first] = await rows(line, statement);
  if (!first) throw new Error(`no row: ${statement}`);
  return first;
}

export async function count(line: Line, from: string): Promise<number> {
  return Number((await row(line, `select count(*) as n from ${from}`)).n);
}

/** The item that was written last: an anonymous one keeps no moment finer than the hour. */
export async function lastItem(line: Line): Promise<{ id: string; reference: string }> {
  return (await row(line, 'select id, reference from items order by age(xmin), ctid desc limit 1')) as {
    id: string;
    reference: string;
  };
}
