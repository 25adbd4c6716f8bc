import { countEnquiries, type ListedEnquiry, listEnquiries as listRows } from '../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import type { EnquiryState } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember, sensitiveFor } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import type { OfferEntry } from '../offers/offer-facts.ts';
import { readEntry } from '../offers/offer-facts.ts';

/** Where a call's money stands. Euro cents. */
export type CallMoney = { budgetCents: number; askedCents: number; approvedCents: number; leftCents: number };

export type Pipeline = {
  call: OfferEntry;
  counts: Partial<Record<EnquiryState, number>>;
  money: CallMoney;
  /** Numbers and codes, no names. */
  entries: ListedEnquiry[];
  total: number;
};

/** The applications of one call by state: those that this member may see, in the counts and the euros too. `askedCents` is of those still open. Refusals: role_needed, not_found. */
export async function listEnquiries(
  line: Line,
  member: StaffMember | null,
  offerId: string,
  most: number,
): Promise<Result<Pipeline>> {
  if (member === null || !mayManageOffers(member)) return refuseRole('run_offers', member);
  const { read } = line.database;
  const row = await readOffer(read, offerId);
  const call = row?.kind === 'grant_call' ? await readEntry(read, offerId, line.now(), member) : null;
  if (!call) return refuse('not_found');
  const counted = await countEnquiries(read, offerId, sensitiveFor(member));
  const budgetCents = call.budgetCents ?? 0;
  const approvedCents = counted.reduce((sum, one) => sum + one.approvedCents, 0);
  const open = counted.filter(({ state }) => !['approved', 'declined', 'withdrawn'].includes(state));
  return done({
    call,
    counts: Object.fromEntries(counted.map(({ state, count }) => [state, count])),
    money: {
      budgetCents,
      approvedCents,
      askedCents: open.reduce((sum, one) => sum + one.askedCents, 0),
      leftCents: budgetCents - approvedCents,
    },
    entries: await listRows(read, offerId, sensitiveFor(member), most),
    total: counted.reduce((sum, one) => sum + one.count, 0),
  });
}
