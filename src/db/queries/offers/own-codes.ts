import { isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { offers } from '../../schema/offers/offers.ts';

/** Staff's own numbers of all offers that came from a spreadsheet. */
export async function listOwnCodes(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ ownCode: offers.ownCode }).from(offers).where(isNotNull(offers.ownCode));
  return rows.map(({ ownCode }) => ownCode as string);
}

/** One import at a time, to the end of its transaction: two with the same codes in another order would wait for each other for ever. */
export async function holdImports(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('community-line offers import'))`);
}
