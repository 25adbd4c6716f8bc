import { readOffer } from '../../../db/queries/offers/offers.ts';
import { ACTIVITIES } from '../../activities.ts';
import type { Answers } from '../../domain/form.ts';
import type { OfferKind } from '../../domain/offers/offer.ts';
import { asHeldNow } from '../../domain/offers/seats.ts';
import { readEntry, readFactsOf } from '../../offers/offer-facts.ts';
import { applyForOffer } from '../../offers/resident/apply-for-offer.ts';
import { completeEligibility } from '../../offers/resident/complete-eligibility.ts';
import { listOffersFor } from '../../offers/resident/list-offers-for.ts';
import type { KnownContact, OfferKeeper } from '../../offers/resident/offer-keeper.ts';
import { showOfferTo } from '../../offers/resident/show-offer-to.ts';
import { refused } from '../../turn/say-refused.ts';
import { type About, isOffer } from '../../turn/standing.ts';
import type { Answer, KnownVisit, Visit } from '../../turn/visit.ts';

const KEEPERS: readonly OfferKeeper[] = ACTIVITIES.flatMap(({ offers }) => offers ?? []);
const keeperOf = (kind: OfferKind): OfferKeeper | undefined => KEEPERS.find(({ kinds }) => kinds.includes(kind));

/** A page of a list of offers. */
export async function listOffers(visit: Visit, list: string, page: number): Promise<Answer> {
  const keeper = KEEPERS.find((one) => one.list === list);
  return keeper ? { say: [await listOffersFor(visit, keeper, page)] } : refused('not_found');
}

/** One offer; a draft is none for residents. */
export async function showOffer(visit: Visit, offerId: string): Promise<Answer> {
  const entry = await readEntry(visit.tx, offerId, visit.line.now());
  const keeper = entry && entry.facts.status !== 'draft' && keeperOf(entry.facts.kind);
  return keeper ? { say: [await showOfferTo(visit, keeper, entry)] } : refused('not_found');
}

export async function applyFor(visit: KnownVisit, offerId: string): Promise<Answer> {
  const row = await readOffer(visit.tx, offerId);
  const keeper = row && row.status !== 'draft' && keeperOf(row.kind);
  if (!keeper) return refused('not_found');
  const offer = asHeldNow(await readFactsOf(visit.tx, row), visit.line.now());
  return applyForOffer(visit, { keeper, offer, contact: await lastContact(visit) });
}

/** How they said to be called and reached last, whatever they applied for. */
async function lastContact(visit: KnownVisit): Promise<KnownContact | null> {
  const told = await Promise.all(KEEPERS.map((keeper) => keeper.contact(visit)));
  return told.filter((one) => one !== null).sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
}

/** The questions that decide were answered. */
export async function completeEligibilityOf(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
): Promise<Answer> {
  const { offer } = visit.context;
  const keeper = offer && isOffer(about) && keeperOf(offer.kind);
  if (!keeper) return refused('not_found');
  return completeEligibility(visit, { keeper, offer, contact: await lastContact(visit) }, answers);
}
