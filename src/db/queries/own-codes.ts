import { isNotNull } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { offers } from '../schema/offers.ts';

/** Staff's own numbers of all offers that came from a spreadsheet. */
export async function listOwnCodes(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ ownCode: offers.ownCode }).from(offers).where(isNotNull(offers.ownCode));
  return rows.map(({ ownCode }) => ownCode as string);
}
