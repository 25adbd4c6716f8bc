import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Parameter, Tx } from './client.ts';

/*
 * A statement written by hand is read once, where it stands, by a schema of its row; whoever gets the rows trusts them. A statement made by
 * the query builder needs none: its columns carry the domain's types, and the database keeps to their lists (schema/columns.ts).
 */

/** An instant, however the driver gives it. */
export const anInstant = z.union([z.date(), z.string()]).transform((given) => new Date(given));
export const someBytes = z.instanceof(Buffer);
/** JSON, which the driver parsed or not, depending on the statement. */
export const someJson = z
  .unknown()
  .transform((given): unknown => (typeof given === 'string' ? JSON.parse(given) : given));
export const anId = z.object({ id: z.string() });

/** The rows of one statement, in its order. Throws where a row is not as its schema says. */
export async function readRows<Row>(tx: Tx, row: z.ZodType<Row>, statement: SQL): Promise<Row[]> {
  return z.array(row).parse([...(await tx.execute(statement))]);
}

/** Of a statement that always gives one. */
export async function readOneRow<Row>(tx: Tx, row: z.ZodType<Row>, statement: SQL): Promise<Row> {
  return row.parse([...(await tx.execute(statement))][0]);
}

/** The ids that a statement gives as `id`. */
export async function readIds(tx: Tx, statement: SQL): Promise<string[]> {
  return (await readRows(tx, anId, statement)).map(({ id }) => id);
}

/** The same of a statement that is kept as text (Database.run). */
export async function runRows<Row>(
  database: Database,
  row: z.ZodType<Row>,
  text: string,
  parameters: readonly Parameter[],
): Promise<Row[]> {
  return z.array(row).parse(await database.run(text, parameters));
}

/** The same of one that is streamed. */
export async function* streamRows<Row>(
  database: Database,
  row: z.ZodType<Row>,
  text: string,
  parameters: readonly Parameter[],
  batchSize: number,
): AsyncGenerator<Row[]> {
  const rows = z.array(row);
  for await (const batch of database.stream(text, parameters, batchSize)) yield rows.parse(batch);
}
