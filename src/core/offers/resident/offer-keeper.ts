import type { Tx } from '../../../db/client.ts';
import type { Answers, Form } from '../../domain/form.ts';
import type { TextLanguage } from '../../domain/languages.ts';
import type { OfferFacts, OfferKind, Reader } from '../../domain/offers/offer.ts';
import type { GroupsTold } from '../../domain/offers/seats.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import type { Line } from '../../line.ts';
import type { KnownVisit, Visit } from '../../turn/visit.ts';
import type { OfferEntry } from '../offer-facts.ts';
import type { Applying } from '../submit-for-offer.ts';
import type { WrongAnswer } from '../why-not-entered.ts';

export type KnownContact = { name: string; phone: string; at: Date };

/** What an activity says of the offers of its kinds. The ways of a resident to any offer are the same: the rest of this folder. */
export type OfferKeeper = {
  kinds: readonly OfferKind[];
  /** Under which they are listed: the menu's word, and what the keys of its texts begin with. */
  list: string;
  /** What a row of the list says: the key of its text. */
  row(entry: OfferEntry): string;
  /** What stands under it in the list, beside the place: pieces of a line. */
  listed(entry: OfferEntry, told: GroupsTold): SayLine[];
  /** What helps to decide, beside what every offer has. `told`: of which groups this person said to be. */
  facts(entry: OfferEntry, reader: Reader, told: GroupsTold): SayLine[];
  /** The label of the button by which one applies; null while this person cannot. The offer is open. */
  wayIn(entry: OfferEntry, told: GroupsTold): string | null;
  /** What this person finds now, by their answers to what decides it; `ends`: nothing, so that nobody fills in a form for nothing. */
  finds?(visit: KnownVisit, offerId: string, answers: Answers): Promise<{ lines: SayLine[]; ends: boolean }>;
  /** How they said to be called and reached when they applied for something of its kinds last; null where nothing is kept of it. */
  contact(visit: KnownVisit): Promise<KnownContact | null>;
  /** The button to what the resident has in it already, or null. */
  mine(visit: Visit, offerId: string): Promise<SayButton | null>;
  /** The same as it is shown, or null. */
  showMine(visit: KnownVisit, offerId: string): Promise<Say[] | null>;
  /** That it will not be, as its people are told; staff see it before. */
  cancelled(offer: OfferFacts, reader: Reader, because: Partial<Record<TextLanguage, string>>): Say[];
  /** The form by which one applies. */
  form(offer: OfferFacts, reader: Reader): Form;
  /** Takes what that form came to for somebody whom staff enter. */
  enter?(tx: Tx, line: Line, who: Applying, offerId: string, key: string, answers: Answers): Promise<Entered>;
};

/** What they are to be told of it, or why it cannot be. */
export type Entered =
  | { ok: true; itemId: string; reference: string; kind: 'settled' | 'confirmation'; say: Say[] }
  | { ok: false; why: WrongAnswer[] };
