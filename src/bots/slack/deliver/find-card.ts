import { listCardPlaces } from '../../../core/cards/list-posts.ts';
import { CARD_EVENT } from '../cards/render-card.ts';
import type { Attempt } from '../failures.ts';
import type { Delivery } from './context.ts';
import { carries, type FoundMessage, findInChannel } from './find-message.ts';

export const isCardOf = (message: FoundMessage, reference: string): boolean =>
  carries(message, CARD_EVENT, { reference });

/** Looks in the card's channel for a card posted without its answer coming back. Gives its `ts`, or null when there is none. */
export async function findCard(
  to: Delivery,
  card: { id: string; itemId: string; channel: string; createdAt: Date },
  reference: string,
): Promise<Attempt<string | null>> {
  const places = await listCardPlaces(to.line, card.itemId, card.channel);
  // An older card of the same item in this channel is not the one looked for.
  const others = places.filter((place) => place.cardId !== card.id).map((place) => place.ts);
  const found = await findInChannel(
    to.slack,
    card.channel,
    card.createdAt,
    (message) => message.ts !== undefined && !others.includes(message.ts) && isCardOf(message, reference),
  );
  return found.ok ? { ok: true, value: found.value?.ts ?? null } : found;
}
