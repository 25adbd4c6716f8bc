import { readItem } from '../../db/queries/items.ts';
import { readRegistration, updateRegistration } from '../../db/queries/registrations.ts';
import type { StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { noteOfferEvent, workOnOffer } from '../offers/work-on-offer.ts';
import { openDetails, sealDetails } from './details.ts';

const LONGEST = 80;

/** Staff write down a name that was spoken, as lists and certificates have it. Refusals: not_allowed, not_found, empty_text, too_long, words_destroyed. */
export async function writeName(
  line: Line,
  member: StaffMember | null,
  registrationId: string,
  typed: string,
): Promise<Result<{ offerId: string }>> {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') return refuse('empty_text');
  if (name.length > LONGEST) return refuse('too_long', { most: String(LONGEST) });
  const found = await readRegistration(line.database.read, registrationId);
  if (!found) return refuse('not_found');
  return workOnOffer(line, member, found.offerId, async (tx, offer, by): Promise<Result<{ offerId: string }>> => {
    const row = await readRegistration(tx, registrationId);
    const item = row && (await readItem(tx, row.itemId));
    const key = item?.keyId ? await line.keyring.key(tx, item.keyId) : null;
    const details = row && openDetails(key, row);
    if (!row || !key || !details) return refuse('words_destroyed');
    if (details.name !== name) {
      await updateRegistration(tx, row.id, { sealedDetails: sealDetails(key, row.id, { ...details, name }) });
      await noteOfferEvent(tx, line, 'participant_named', offer.id, by);
    }
    return done({ offerId: offer.id });
  });
}
