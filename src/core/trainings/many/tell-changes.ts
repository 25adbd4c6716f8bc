import type { Tx } from '../../../db/client.ts';
import { lockItem } from '../../../db/queries/items/items.ts';
import { lockOffer, type OfferRow } from '../../../db/queries/offers/offers.ts';
import { endTold, listUntold, noteTold, type Participant } from '../../../db/queries/offers/participants.ts';
import { decideWithdraw } from '../../domain/item.ts';
import type { TextLanguage } from '../../domain/languages.ts';

import { applyDecision } from '../../items/change-item.ts';
import type { Line } from '../../line.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { oweDayCard } from '../../offers/owe-day-card.ts';
import { sayToMany } from '../../residents/say-to-many.ts';
import { openParticipant } from '../open-participant.ts';
import { sayMoved, sayOfferCancelled } from '../say-between.ts';

const BATCH = 200;

/**
 * Tells the next people of an offer where and when it is now, or that it will not be; a transaction a call, under the offer's lock. What
 * they were told last stands with them, so that a call more tells nobody twice. Returns whether somebody is left.
 */
export async function tellChanges(line: Line, offerId: string): Promise<boolean> {
  return line.database.transaction(async (tx) => {
    const offer = await lockOffer(tx, offerId);
    if (!offer || offer.status === 'draft' || offer.status === 'finished') return false;
    const people = await listUntold(tx, offerId, offer.promiseVersion, BATCH);
    if (people.length === 0) return false;
    const cancelled = offer.status === 'cancelled';
    // Items come before registrations, wherever both are held.
    if (cancelled) await closeItems(tx, line, people);
    const ids = people.map(({ id }) => id);
    if (cancelled) await endTold(tx, ids, offer.promiseVersion, line.now());
    else await noteTold(tx, ids, offer.promiseVersion);
    await tell(tx, line, offer, people);
    if (cancelled) await oweDayCard(tx, line, offerId);
    return people.length === BATCH;
  });
}

async function tell(tx: Tx, line: Line, offer: OfferRow, people: Participant[]): Promise<void> {
  const facts = await readFactsOf(tx, offer);
  const because = (offer.cancelledBecause ?? {}) as Partial<Record<TextLanguage, string>>;
  const told = people.map(async (row) => {
    const { reader, ...person } = await openParticipant(tx, line, row);
    const say = offer.status === 'cancelled' ? sayOfferCancelled(facts, reader, because) : sayMoved(facts, reader, row);
    return { ...person, kind: 'notice' as const, say };
  });
  await sayToMany(tx, line, await Promise.all(told));
}

/** What waits for somebody in an offer that will not be waits for nobody. */
async function closeItems(tx: Tx, line: Line, people: Participant[]): Promise<void> {
  const open = people.filter(({ itemStatus }) => itemStatus === 'open').map(({ itemId }) => itemId);
  for (const itemId of open.sort()) {
    const item = await lockItem(tx, itemId);
    if (item?.status !== 'open') continue;
    await applyDecision(tx, line, item, decideWithdraw(item, line.now()), { kind: 'system' });
  }
}
