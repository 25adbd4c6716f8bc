import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readRows, someBytes } from '../../read-rows.ts';

/** `of`: how its item is found from a row; `id`: what the row is called where its place is named. */
type Column = { table: string; column: string; of: string; id: string };
const inRows = (table: string, column: string, of = 'item_id', id = `${table}.id`): Column => ({
  table,
  column,
  of,
  id,
});

/** Columns in which something lies sealed under the key of the item that it belongs to. */
export const SEALED_OF_ITEMS = {
  message: inRows('messages', 'sealed_body'),
  messageVersion: inRows(
    'message_versions',
    'sealed_body',
    '(select m.item_id from messages m where m.id = message_versions.message_id)',
  ),
  settlement: inRows('items', 'sealed_settlement', 'items.id'),
  referralRemark: inRows('referrals', 'sealed_remark'),
  referralAnswer: inRows('referrals', 'sealed_answer'),
  named: inRows('item_named', 'sealed'),
  quotation: inRows('quotations', 'sealed', 'item_id', 'quotations.item_id'),
  registration: inRows('registrations', 'sealed_details'),
  enquiry: inRows('enquiries', 'sealed_details'),
  enquiryReason: inRows('enquiries', 'sealed_reason'),
  paperReason: inRows(
    'papers',
    'sealed_reason',
    '(select e.item_id from enquiries e where e.id = papers.enquiry_id)',
    `(papers.enquiry_id::text || ':' || papers.key)`,
  ),
};
export type SealedOfItem = keyof typeof SEALED_OF_ITEMS;

const Sealed = z.object({ id: z.string(), sealed: someBytes });

/** What lies in one of these columns for an item. Nothing typed gets into the statement. */
export async function readSealedOf(tx: Tx, what: SealedOfItem, itemId: string): Promise<z.infer<typeof Sealed>[]> {
  const { table, column, of, id } = SEALED_OF_ITEMS[what];
  return readRows(
    tx,
    Sealed,
    sql`select ${sql.raw(id)} as id, ${sql.raw(column)} as sealed from ${sql.raw(table)}
      where ${sql.raw(column)} is not null and ${sql.raw(of)} = ${itemId}`,
  );
}

export async function replaceSealedOf(tx: Tx, what: SealedOfItem, row: string, sealed: Buffer): Promise<void> {
  const { table, column, id } = SEALED_OF_ITEMS[what];
  await tx.execute(sql`update ${sql.raw(table)} set ${sql.raw(column)} = ${sealed} where ${sql.raw(id)} = ${row}`);
}
