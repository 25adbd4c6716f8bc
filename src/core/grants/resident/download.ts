import type { ItemRow } from '../../../db/queries/items/items.ts';
import { readEnquiryByItem } from '../../../db/queries/offers/enquiries.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { openEnquiry, openReason } from '../details.ts';

/** What is kept of an application beside its messages. */
export async function downloadEnquiry({ tx, key }: KnownVisit, item: ItemRow): Promise<object> {
  const enquiry = await readEnquiryByItem(tx, item.id);
  if (!enquiry) return {};
  const { state, businessStage, amountCents, approvedCents } = enquiry;
  const held = { details: openEnquiry(key, enquiry), reason: openReason(key, enquiry) };
  return { enquiry: { state, businessStage, amountCents, approvedCents, ...held } };
}
