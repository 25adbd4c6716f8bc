import type { Tx } from '../../db/client.ts';
import { lockOffer } from '../../db/queries/offers/offers.ts';
import { listActiveOf } from '../../db/queries/offers/registrations.ts';
import type { Line } from '../line.ts';
import { endRegistration } from './end-registration.ts';

/** The seats of somebody who is forgotten go to the next in line. Before their items are locked: the offer always comes first. */
export async function leaveOffers(tx: Tx, line: Line, residentId: string): Promise<void> {
  for (const row of await listActiveOf(tx, residentId)) {
    const offer = await lockOffer(tx, row.offerId);
    if (offer) await endRegistration(tx, line, offer, row, 'forgotten', { kind: 'system' });
  }
}
