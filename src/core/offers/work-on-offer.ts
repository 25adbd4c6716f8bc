import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { lockOffer, type OfferRow } from '../../db/queries/offers/offers.ts';
import type { Fact } from '../domain/facts/fact.ts';
import type { OFFER_FACTS } from '../domain/facts/offer-facts.ts';
import { type Refusal, refuse } from '../domain/result.ts';
import { may, type Rule, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

/** One transaction of a staff member on one offer, its row held. Refusals: role_needed, not_found. */
export async function workOnOffer<T>(
  line: Line,
  member: StaffMember | null,
  offerId: string,
  work: (tx: Tx, row: OfferRow, member: StaffMember) => Promise<T>,
  /** `see_people`: a step about one person, of whom the work asks `mayHandle`. */
  rule: Rule = 'run_offers',
): Promise<T | Refusal> {
  if (member === null || !may(member, rule)) return refuseRole(rule, member);
  return line.database.transaction(async (tx) => {
    const row = await lockOffer(tx, offerId);
    return row ? work(tx, row, member) : refuse('not_found');
  });
}

/** The facts that hold nothing but the offer. */
type OfferFactKind = Exclude<
  Fact<typeof OFFER_FACTS>['kind'],
  'offer_drafted' | 'offers_imported' | 'participants_shown' | 'certificate_checked'
>;

/** What a staff member did to an offer, in the event log. */
export async function noteOfferEvent(
  tx: Tx,
  line: Line,
  kind: OfferFactKind,
  offerId: string,
  member: StaffMember,
): Promise<void> {
  await appendEvents(tx, [{ kind, actor: 'staff', staffId: member.id, data: { offerId }, at: line.now() }]);
}
