import { sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { readIds } from '../../read-rows.ts';

/** Whether they are in an offer themselves: registered, waiting, or with an application on its way. */
export async function holdsPlaceIn(tx: Tx, offerId: string, residentId: string): Promise<boolean> {
  const found = await readIds(
    tx,
    sql`select id from registrations where offer_id = ${offerId} and resident_id = ${residentId}
        and status in ('seated', 'offered', 'waiting')
      union all select id from enquiries where offer_id = ${offerId} and resident_id = ${residentId} and state <> 'withdrawn'`,
  );
  return found.length > 0;
}

/** What an item is of an offer belongs to another resident from now on. The caller holds the offer's row. */
export async function giveOffersTo(tx: Tx, itemId: string, residentId: string): Promise<void> {
  await tx.execute(sql`update registrations set resident_id = ${residentId} where item_id = ${itemId}`);
  await tx.execute(sql`update enquiries set resident_id = ${residentId} where item_id = ${itemId}`);
}
