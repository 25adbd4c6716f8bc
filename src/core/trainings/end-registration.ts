import type { Tx } from '../../db/client.ts';
import { lockItem } from '../../db/queries/items/items.ts';
import { lockOffer, type OfferRow } from '../../db/queries/offers/offers.ts';
import { listActiveOf, type RegistrationRow, updateRegistration } from '../../db/queries/offers/registrations.ts';
import { dropCalls } from '../../db/queries/residents/deliveries.ts';
import { decideWithdraw } from '../domain/item.ts';
import type { EndedBy } from '../domain/offers/registration.ts';
import { type Actor, applyDecision } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { fillSeats } from '../offers/fill-seats.ts';
import { oweDayCard } from '../offers/owe-day-card.ts';

/** Nothing is left to give up. */
export const hasEnded = ({ status }: Pick<RegistrationRow, 'status'>): boolean =>
  status === 'cancelled' || status === 'lapsed';

/** Gives a place up: the seat goes to the next who waits, an item that waits for somebody is closed. The caller holds the offer's row. */
export async function endRegistration(
  tx: Tx,
  line: Line,
  offer: OfferRow,
  row: RegistrationRow,
  by: Exclude<EndedBy, 'lapsed'>,
  actor: Actor,
): Promise<void> {
  await updateRegistration(tx, row.id, {
    status: 'cancelled',
    offeredUntil: null,
    endedAt: line.now(),
    endedBy: by,
    ...(by === 'forgotten' ? { statusWhenErased: row.status } : {}),
  });
  // What they were still to be reminded of is nothing to call about any more.
  await dropCalls(tx, row.itemId);
  // The words of who is being forgotten are destroyed with their item by the caller.
  if (by !== 'forgotten') {
    const item = await lockItem(tx, row.itemId);
    if (item?.status === 'open') await applyDecision(tx, line, item, decideWithdraw(item, line.now()), actor);
  }
  if (row.status !== 'waiting') await fillSeats(tx, line, offer);
  await oweDayCard(tx, line, offer.id);
}

/** The seats of somebody who is forgotten go to the next who waits. Before their items are locked: the offer always comes first. */
export async function leaveOffers(tx: Tx, line: Line, residentId: string): Promise<void> {
  for (const row of await listActiveOf(tx, residentId)) {
    const offer = await lockOffer(tx, row.offerId);
    if (offer) await endRegistration(tx, line, offer, row, 'forgotten', { kind: 'system' });
  }
}
