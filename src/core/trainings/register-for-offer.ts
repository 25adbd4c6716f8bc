import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { readItemBySubmissionKey } from '../../db/queries/items/items.ts';
import { lockOffer, type OfferRow, readOffer } from '../../db/queries/offers/offers.ts';
import {
  countSeats,
  insertRegistration,
  placeInLine,
  type RegistrationRow,
  readActiveRegistration,
  readRegistrationByItem,
} from '../../db/queries/offers/registrations.ts';
import { groupsOf } from '../domain/offers/eligibility.ts';
import { type OfferFacts, whyNotOpen } from '../domain/offers/offer.ts';
import { groupMask, seatFits } from '../domain/offers/seats.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { fillSeats } from '../offers/fill-seats.ts';
import { poolsOf, readFactsOf } from '../offers/offer-facts.ts';
import { oweDayCard } from '../offers/owe-day-card.ts';
import { type Applying, type NotEligible, refuseIneligible, submitForOffer } from '../offers/submit-for-offer.ts';
import { sealDetails } from './details.ts';
import type { RegistrationAnswers } from './forms/registration.ts';

export type Registered = {
  facts: OfferFacts;
  row: RegistrationRow;
  reference: string;
  /** 1 is next; null with a seat. */
  place: number | null;
  /** False when this very form had been sent before. */
  fresh: boolean;
};

/**
 * Gives a seat or a place in the list. Under the offer's lock, so that seats are never oversold and the list follows the order of coming.
 * Refusals: not_found, offer_closed, offer_cancelled, offer_full (the line too), already_registered, not_eligible.
 */
export async function registerForOffer(
  tx: Tx,
  line: Line,
  who: Applying,
  offerId: string,
  submissionKey: string,
  answers: RegistrationAnswers,
): Promise<
  | Result<Registered, 'not_found' | 'offer_closed' | 'offer_cancelled' | 'offer_full' | 'already_registered'>
  | NotEligible
> {
  const seen = await readOffer(tx, offerId);
  if (!seen) return refuse('not_found');
  const groups = groupMask(groupsOf(answers.applicant, (await line.settings(tx)).youthAge));
  // Most of a crowd finds no room: they need not wait for the lock to hear so.
  if (!(await isSent(tx, submissionKey)) && !(await hasRoom(tx, line, seen, groups))) return refuse('offer_full');
  const offer = (await lockOffer(tx, offerId)) ?? seen;
  const facts = await readFactsOf(tx, offer);
  const before = await sentBefore(tx, submissionKey, facts);
  if (before) return done(before);
  const refused = await refusal(tx, line, who, facts, answers);
  if (refused) return refused;
  const status = await placeFor(tx, line, offer, groups);
  if (status === null) return refuse('offer_full');
  const { applicant, needs, voices } = answers;
  const item = await submitForOffer(tx, line, who, facts, submissionKey, {
    ...{ kind: 'registration', applicant, messages: voices },
    // Without a card, closed and told at once, unless a person must see to something.
    quiet: needs.length === 0 && voices.length === 0,
  });
  const id = randomUUID();
  const now = line.now();
  const row = await insertRegistration(tx, {
    ...{ id, offerId, itemId: item.itemId, residentId: who.residentId, status, groups, createdAt: now },
    sealedDetails: sealDetails(who.key, id, detailsOf(answers)),
    share: answers.share,
    seatedAt: status === 'seated' ? now : null,
    toldVersion: offer.promiseVersion,
  });
  await oweDayCard(tx, line, offerId);
  const place = status === 'waiting' ? await placeInLine(tx, row) : null;
  return done({ facts, row, reference: item.reference, place, fresh: true });
}

export const detailsOf = ({ name, nameVoice, phone, needs, own, given }: RegistrationAnswers) => ({
  ...{ name, phone, needs, own, about: given },
  ...(nameVoice && { nameVoice }),
});

const isSent = async (tx: Tx, submissionKey: string): Promise<boolean> =>
  (await readItemBySubmissionKey(tx, submissionKey)) !== null;

async function hasRoom(tx: Tx, line: Line, offer: OfferRow, groups: number): Promise<boolean> {
  const { taken, waiting } = await countSeats(tx, offer.id);
  return waiting < offer.waitingSeats || seatFits(poolsOf(offer, line.now()), taken, groups);
}

async function sentBefore(tx: Tx, submissionKey: string, facts: OfferFacts): Promise<Registered | null> {
  const item = await readItemBySubmissionKey(tx, submissionKey);
  const row = item && (await readRegistrationByItem(tx, item.id));
  if (!item || !row) return null;
  const place = row.status === 'waiting' ? await placeInLine(tx, row) : null;
  return { facts, row, reference: item.reference, place, fresh: false };
}

async function refusal(tx: Tx, line: Line, who: Applying, facts: OfferFacts, answers: RegistrationAnswers) {
  const closed = whyNotOpen(facts, line.now());
  if (closed) return refuse(closed);
  if (await readActiveRegistration(tx, facts.id, who.residentId)) return refuse('already_registered');
  return refuseIneligible(facts, answers.applicant);
}

/** A seat if one fits and nobody in front wants it; else a place in the list, if there is one. */
async function placeFor(tx: Tx, line: Line, offer: OfferRow, groups: number): Promise<'seated' | 'waiting' | null> {
  const pools = poolsOf(offer, line.now());
  const counted = await countSeats(tx, offer.id);
  if (seatFits(pools, counted.taken, groups)) {
    // Held seats may have become everybody's a moment ago: the line comes first.
    const asked = counted.waiting > 0 ? await fillSeats(tx, line, offer) : 0;
    if (asked === 0 || seatFits(pools, (await countSeats(tx, offer.id)).taken, groups)) return 'seated';
  }
  return counted.waiting < offer.waitingSeats ? 'waiting' : null;
}
