import { and, asc, gte, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { hidden } from './visibility.ts';

const COLUMNS = {
  id: items.id,
  reference: items.reference,
  kind: items.kind,
  type: items.type,
  municipality: items.municipality,
  agency: items.agency,
  dueAt: items.dueAt,
  status: items.status,
  firstResponseAt: items.firstResponseAt,
};

/** What was found overdue in a period: what is hidden, or what is not. Codes only. */
export async function listEscalated(tx: Tx, { from, to }: { from: Date; to: Date }, hiddenOnes: boolean) {
  const which = hidden('items');
  return tx
    .select(COLUMNS)
    .from(items)
    .where(and(gte(items.escalatedAt, from), lt(items.escalatedAt, to), hiddenOnes ? which : sql`not ${which}`))
    .orderBy(asc(items.dueAt), asc(items.id));
}
export type EscalatedItem = Awaited<ReturnType<typeof listEscalated>>[number];
