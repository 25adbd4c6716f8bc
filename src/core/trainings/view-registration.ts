import type { Tx } from '../../db/client.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import { placeInLine, type RegistrationRow, readRegistrationByItem } from '../../db/queries/offers/registrations.ts';
import type { Eyes } from '../activity.ts';
import { facet } from '../domain/facet.ts';
import { type Need, textFor } from '../domain/offers/offer.ts';
import { openDetails } from './details.ts';

/** What a registration's item is about: no name and no phone. */
export type RegistrationView = {
  id: string;
  offerId: string;
  code: string;
  title: string;
  status: RegistrationRow['status'];
  /** 1 is the next who waits; null for who does not wait. */
  place: number | null;
  needs: Need[];
  /** The name was spoken, and nobody has written it down yet. */
  nameSpoken: boolean;
};

export const registrationFacet = facet<RegistrationView>('registration');

/** Null for an item that is no registration. */
export async function viewRegistration(tx: Tx, row: ItemRow, { key }: Eyes): Promise<RegistrationView | null> {
  const registration = await readRegistrationByItem(tx, row.id);
  const offer = registration && (await readOffer(tx, registration.offerId));
  if (!registration || !offer) return null;
  const details = openDetails(key, registration);
  return {
    id: registration.id,
    offerId: offer.id,
    code: offer.code,
    title: textFor(offer.texts, 'en', null)?.text.title ?? offer.code,
    status: registration.status,
    place: registration.status === 'waiting' ? await placeInLine(tx, registration) : null,
    needs: details?.needs ?? [],
    nameSpoken: details !== null && details.name === null,
  };
}
