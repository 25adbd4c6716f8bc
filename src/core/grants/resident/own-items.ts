import { listEnquiryStates, readEnquiryByItem } from '../../../db/queries/offers/enquiries.ts';
import type { OwnItems } from '../../activity.ts';
import { showEnquiry } from './show-enquiry.ts';

/** Applications among what they sent. */
export const ownEnquiries: OwnItems = {
  async states(tx, itemIds) {
    const found = await listEnquiryStates(tx, [...itemIds]);
    return new Map(found.map(({ itemId, state }) => [itemId, `grants:state.${state}`]));
  },
  async show(visit, { id }) {
    const enquiry = await readEnquiryByItem(visit.tx, id);
    // The item of an appeal is shown as any other.
    return enquiry?.itemId === id ? showEnquiry(visit, enquiry.id) : null;
  },
};
