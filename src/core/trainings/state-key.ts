import type { RegistrationRow } from '../../db/queries/offers/registrations.ts';
import type { OfferStatus } from '../domain/offers/offer.ts';

/** How a registration stands, as the name of its text: also after the offer is over, and by whom the place was given up. */
export function stateKey(
  row: Pick<RegistrationRow, 'status' | 'endedBy'> & { offerStatus: OfferStatus; lastEnd: Date | null },
  now: Date,
): string {
  return `registration:state.${stateName(row, now)}`;
}

function stateName(
  { status, endedBy, offerStatus, lastEnd }: Parameters<typeof stateKey>[0],
  now: Date,
): RegistrationRow['status'] | 'over' | 'taken_off' | 'offer_cancelled' {
  if (status === 'lapsed') return status;
  if (status === 'cancelled') {
    if (endedBy === 'staff') return 'taken_off';
    return endedBy === 'offer_cancelled' ? 'offer_cancelled' : status;
  }
  if (offerStatus === 'cancelled') return 'offer_cancelled';
  const over = offerStatus === 'finished' || (lastEnd !== null && lastEnd.getTime() <= now.getTime());
  return over ? 'over' : status;
}
