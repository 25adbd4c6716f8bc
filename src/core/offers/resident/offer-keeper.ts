import type { Form } from '../../domain/form.ts';
import type { OfferFacts, OfferKind, Reader } from '../../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import type { KnownVisit, Visit } from '../../turn/visit.ts';
import type { OfferEntry } from '../offer-facts.ts';

/** What an activity says of the offers of its kinds. The ways of a resident to any offer are the same: the rest of this folder. */
export type OfferKeeper = {
  kinds: readonly OfferKind[];
  /** Under which they are listed: the menu's word, and what the keys of its texts begin with. */
  list: string;
  /** What a row of the list says: the key of its text. */
  row(entry: OfferEntry): string;
  /** What helps to decide, beside what every offer has. */
  facts(entry: OfferEntry, reader: Reader, now: Date): SayLine[];
  /** The label of the button by which one applies; null while nobody can. The offer is open. */
  wayIn(entry: OfferEntry): string | null;
  /** The button to what the resident has in it already, or null. */
  mine(visit: Visit, offerId: string): Promise<SayButton | null>;
  /** The same as it is shown, or null. */
  showMine(visit: KnownVisit, offerId: string): Promise<Say[] | null>;
  /** The form by which one applies. */
  form(offer: OfferFacts, reader: Reader): Form;
};
