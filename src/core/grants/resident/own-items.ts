import { listEnquiryStates, readEnquiryByItem } from '../../../db/queries/offers/enquiries.ts';
import type { OwnItems } from '../../activity.ts';
import { showEnquiry } from './show-enquiry.ts';

/** Applications among what they sent. */
export const ownEnquiries: OwnItems = {
  async states(tx, itemIds) {
    const found = await listEnquiryStates(tx, [...itemIds]);
    return new Map(found.map((row) => [row.itemId, `grants:state.${stateName(row)}`]));
  },
  async show(visit, { id }) {
    const enquiry = await readEnquiryByItem(visit.tx, id);
    // The item of an appeal is shown as any other.
    return enquiry?.itemId === id ? showEnquiry(visit, enquiry.id) : null;
  },
};

/** Who declined nobody's application: it ended with its call. */
const stateName = ({ state, decidedById }: Awaited<ReturnType<typeof listEnquiryStates>>[number]) =>
  state === 'declined' && decidedById === null ? 'call_cancelled' : state;
