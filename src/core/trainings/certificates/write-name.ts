import type { Tx } from '../../../db/client.ts';
import type { OfferRow } from '../../../db/queries/offers/offers.ts';
import { readRegistration, updateRegistration } from '../../../db/queries/offers/registrations.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { mayHandle, refuseRole, type StaffMember } from '../../domain/staff/permissions.ts';
import { oneLine } from '../../domain/text/fold.ts';
import { seeItemById } from '../../items/hidden/see-item.ts';
import type { Line } from '../../line.ts';
import { noteOfferEvent, workOnOffer } from '../../offers/work-on-offer.ts';
import { openDetails, sealDetails } from '../details.ts';

const LONGEST = 80;

/** Staff write down a name that was spoken, as lists and certificates have it. Refusals: role_needed, not_found, empty_text, too_long, words_destroyed. */
export async function writeName(
  line: Line,
  member: StaffMember | null,
  registrationId: string,
  typed: string,
): Promise<Result<{ offerId: string }>> {
  const name = oneLine(typed);
  if (name === '') return refuse('empty_text');
  if (name.length > LONGEST) return refuse('too_long', { most: LONGEST });
  const found = await readRegistration(line.database.read, registrationId);
  if (!found) return refuse('not_found');
  const write = async (tx: Tx, offer: OfferRow, by: StaffMember): Promise<Result<{ offerId: string }>> => {
    const row = await readRegistration(tx, registrationId);
    const seen = row && (await seeItemById(tx, by, row.itemId));
    if (!row || !seen) return refuse('not_found');
    if (!mayHandle(by, seen.visible)) return refuseRole('run_offers', by);
    const key = seen.row.keyId ? await line.keyring.key(tx, seen.row.keyId) : null;
    const details = openDetails(key, row);
    if (!key || !details) return refuse('words_destroyed');
    if (details.name !== name) {
      await updateRegistration(tx, row.id, { sealedDetails: sealDetails(key, row.id, { ...details, name }) });
      await noteOfferEvent(tx, line, 'participant_named', offer.id, by);
    }
    return done({ offerId: offer.id });
  };
  return workOnOffer(line, member, found.offerId, write, 'see_people');
}
