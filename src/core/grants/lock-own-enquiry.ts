import type { Tx } from '../../db/client.ts';
import { type ItemRow, lockItem } from '../../db/queries/items/items.ts';
import { type EnquiryRow, lockEnquiry, readEnquiry } from '../../db/queries/offers/enquiries.ts';
import type { Enquiry } from '../domain/offers/enquiry.ts';
import { enquiryOf } from './enquiry-facts.ts';

export type OwnEnquiry = { row: EnquiryRow; item: ItemRow; enquiry: Enquiry };

/** The resident's own application with its item, both held; null for anybody else's. */
export async function lockOwnEnquiry(tx: Tx, residentId: string, enquiryId: string): Promise<OwnEnquiry | null> {
  const found = await readEnquiry(tx, enquiryId);
  if (found?.residentId !== residentId) return null;
  const item = await lockItem(tx, found.itemId);
  const row = await lockEnquiry(tx, enquiryId);
  return item && row ? { row, item, enquiry: await enquiryOf(tx, row) } : null;
}
