import type { Tx } from '../../db/client.ts';
import type { ResidentRow } from '../../db/queries/residents/residents.ts';
import type { Address } from '../domain/address.ts';
import type { BubbleAct } from '../domain/bubbles.ts';
import type { Language } from '../domain/codes.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import type { Line } from '../line.ts';
import type { Outcome } from './outcome.ts';
import type { OfferAbout, OnScreen, Place } from './standing.ts';

/** One turn of one resident inside its transaction, where its effects are carried out. */
export type Visit = Place & {
  tx: Tx;
  line: Line;
  resident: ResidentRow;
  /** Null before consent. */
  key: Buffer | null;
  address: Address;
  /** Columns of the resident to be saved with the turn. */
  changes: Partial<ResidentRow>;
  /** What the turn does to the messages that stand in the chat. */
  acts: BubbleAct[];
  /** What was kept of the chat before consent. */
  plainBubbles: readonly number[];
  /** Something about a sensitive item was met. */
  touchesSensitive?: boolean;
  /** They said in this very turn that nobody else sees the screen. */
  alone?: boolean;
  /** The item whose screen they are shown; null once it is put away. Left out: none is shown. */
  screen: { item?: OnScreen | null };
};

/** What an effect comes to. `promised`: `say` must not be lost (a reference, a receipt), so it goes as a delivery. */
export type Answer = Outcome & {
  promised?: { itemId?: string; kind?: 'settled' };
  /** The resident was forgotten in this turn; there is nothing left to save. */
  gone?: true;
};

/** A form about an offer, as it is opened; `own`: what the activity keeps with it. */
export const onOffer = (offer: OfferFacts, own?: OfferAbout['own']): { about: OfferAbout; offer: OfferFacts } => ({
  about: { offerId: offer.id, reference: offer.code, promiseVersion: offer.promiseVersion, ...(own && { own }) },
  offer,
});

/** A resident whose words may be kept. */
export type KnownVisit = Visit & { key: Buffer; language: Language };
export const isKnown = (visit: Visit): visit is KnownVisit => visit.key !== null && visit.language !== null;

/** What was opened of a sensitive item stands for so long (core/residents/bubbles.ts). */
const LOOK_MS = 600_000;

/** They are shown this item of theirs: what they write under it belongs there first. */
export function putOnScreen(
  { line, screen }: KnownVisit,
  { id, reference, sensitive }: { id: string; reference: string; sensitive: boolean },
): void {
  const until = new Date(line.now().getTime() + LOOK_MS).toISOString();
  const item: OnScreen = { itemId: id, reference, ...(sensitive && { sensitive, until }) };
  screen.item = item;
}
