import type { Tx } from '../../db/client.ts';
import { insertDeliveries, type Promised } from '../../db/queries/residents/deliveries.ts';
import { oweMany } from '../../db/queries/work/outbox.ts';
import type { ToldKind } from '../domain/discretion.ts';
import { type OwedWork, owed } from '../domain/owed.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { sealJson } from '../privacy/seal.ts';

export type Told = {
  residentId: string;
  /** The resident's key. */
  key: Buffer;
  /** Left out for an anonymous confirmation: its row keeps no link and goes once sent. */
  itemId?: string;
  messageId?: string;
  kind: ToldKind;
  say: Say[];
  /** From then on who has no channel need not be called about it. */
  until?: Date;
  /** Goes to very many: it takes the slow lane, so that an answer to a person never stands behind it. */
  bulk?: boolean;
};

/** The row of what is promised, its words sealed. */
export const deliveryOf = (line: Line, told: Told) => ({
  residentId: told.residentId,
  itemId: told.itemId ?? null,
  messageId: told.messageId ?? null,
  kind: told.bulk && told.kind === 'notice' ? ('announcement' as const) : told.kind,
  sealedSay: sealJson(told.key, sealedIn.say(told.residentId), told.say),
  until: told.until ?? null,
  createdAt: line.now(),
});

/** The work of saying it: one for all that a resident is to be told, and for what is to go from their chat. */
export const owedTo = ({ residentId, bulk }: Pick<Told, 'residentId' | 'bulk'>): OwedWork =>
  owed(bulk ? 'announce' : 'resident', { residentId });

/** Promises a message to a resident, in the caller's transaction. It is sent after commit, in order, until it arrives or is refused for good. */
export async function sayToResident(tx: Tx, line: Line, told: Told): Promise<void> {
  const promised = await insertDeliveries(tx, [deliveryOf(line, told)]);
  await oweMany(tx, [owedTo(told), ...cardsOf(promised)]);
}

/** Who has no channel is told by staff, who find on the card what. */
export const cardsOf = (promised: readonly Promised[]): OwedWork[] =>
  promised.flatMap(({ state, itemId }) => (state === 'to_tell' && itemId !== null ? [owed('card', { itemId })] : []));
