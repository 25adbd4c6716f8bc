import type { Tx } from '../../db/client.ts';
import { lockOffer, type OfferRow } from '../../db/queries/offers/offers.ts';
import { type RegistrationRow, readRegistration } from '../../db/queries/offers/registrations.ts';

/** The resident's own registration as it is once its offer is held; null for anybody else's. */
export async function lockOwnRegistration(
  tx: Tx,
  residentId: string,
  registrationId: string,
): Promise<{ offer: OfferRow; row: RegistrationRow } | null> {
  const found = await readRegistration(tx, registrationId);
  if (found?.residentId !== residentId) return null;
  const offer = await lockOffer(tx, found.offerId);
  const row = await readRegistration(tx, registrationId);
  return offer && row ? { offer, row } : null;
}
