import type { Tx } from '../../db/client.ts';
import type { OfferRow } from '../../db/queries/offers/offers.ts';
import { readRegistration } from '../../db/queries/offers/registrations.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayHandle, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { seeItemById } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { readPerson } from '../offers/sheet/read-person.ts';
import { noteOfferEvent, workOnOffer } from '../offers/work-on-offer.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import { endRegistration, hasEnded } from './end-registration.ts';
import { sayTakenOff } from './say-of-seat.ts';

/** Staff take somebody off the list, and the person is told. Refusals: role_needed, not_found, already_cancelled. */
export async function cancelParticipant(
  line: Line,
  member: StaffMember | null,
  registrationId: string,
): Promise<Result<{ offerId: string }>> {
  const found = await readRegistration(line.database.read, registrationId);
  if (!found) return refuse('not_found');
  const cancel = async (tx: Tx, offer: OfferRow, by: StaffMember): Promise<Result<{ offerId: string }>> => {
    const row = await readRegistration(tx, registrationId);
    const seen = row && (await seeItemById(tx, by, row.itemId));
    if (!row || !seen) return refuse('not_found');
    if (!mayHandle(by, seen.visible)) return refuseRole('run_offers', by);
    if (hasEnded(row)) return refuse('already_cancelled');
    const person = await readPerson(tx, line, row);
    await endRegistration(tx, line, offer, row, 'staff', { kind: 'staff', member: by });
    await noteOfferEvent(tx, line, 'participant_taken_off', offer.id, by);
    if (person) {
      const facts = await readFactsOf(tx, offer);
      const { residentId, key, itemId, reader, reference } = person;
      await sayToResident(tx, line, {
        ...{ residentId, key, itemId },
        kind: 'notice',
        say: sayTakenOff(facts, reader, reference),
      });
    }
    return done({ offerId: offer.id });
  };
  return workOnOffer(line, member, found.offerId, cancel, 'see_people');
}
