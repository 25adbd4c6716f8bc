import { sumAsked } from '../../db/queries/offers/enquiries.ts';
import { done, type Result } from '../domain/result.ts';
import { type StaffMember, sensitiveFor } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { listOffers } from '../offers/list-offers.ts';
import type { OfferEntry } from '../offers/offer-facts.ts';
import type { CallMoney } from './list-enquiries.ts';

export type ListedCall = { call: OfferEntry; money: CallMoney };

/** Calls for grants that are not over, with their money. Refusals: role_needed. */
export async function listCalls(
  line: Line,
  member: StaffMember | null,
  most: number,
): Promise<Result<{ calls: ListedCall[]; total: number }>> {
  const found = await listOffers(line, member, ['grant_call'], most);
  if (!found.ok) return found;
  const { entries, total } = found.value;
  const asked = await sumAsked(
    line.database.read,
    entries.map(({ facts }) => facts.id),
    sensitiveFor(member),
  );
  const calls = entries.map((call) => {
    const { approvedCents } = call;
    const budgetCents = call.budgetCents ?? 0;
    const askedCents = asked.get(call.facts.id) ?? 0;
    return { call, money: { budgetCents, approvedCents, askedCents, leftCents: budgetCents - approvedCents } };
  });
  return done({ calls, total });
}
