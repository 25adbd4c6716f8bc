import { readRegistration } from '../../db/queries/offers/registrations.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayHandle, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { seeItemById } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { noteOfferEvent, workOnOffer } from '../offers/work-on-offer.ts';
import { acceptSeat } from './accept-seat.ts';

/**
 * A person without a channel said by word of mouth that they take the seat that was offered to them. Refusals: role_needed, not_found,
 * seat_gone, offer_cancelled.
 */
export async function takeSeatFor(
  line: Line,
  member: StaffMember | null,
  registrationId: string,
): Promise<Result<{ itemId: string }>> {
  const found = await readRegistration(line.database.read, registrationId);
  if (!found) return refuse('not_found');
  return workOnOffer(
    line,
    member,
    found.offerId,
    async (tx, offer, by): Promise<Result<{ itemId: string }>> => {
      const seen = await seeItemById(tx, by, found.itemId);
      if (!seen || found.residentId === null) return refuse('not_found');
      if (!mayHandle(by, seen.visible)) return refuseRole('run_offers', by);
      // Whoever has a phone of their own takes the seat by it.
      if (!seen.row.toldByStaff) return refuse('not_found');
      const taken = await acceptSeat(tx, line, found.residentId, registrationId);
      if (!taken.ok) return refuse(taken.code);
      await noteOfferEvent(tx, line, 'seat_taken', offer.id, by);
      await owe(tx, 'card', { itemId: found.itemId });
      return done({ itemId: found.itemId });
    },
    'see_people',
  );
}
