import { listCountedOffers } from '../../../db/queries/offers/offers.ts';
import { listOverlapping } from '../../../db/queries/offers/registrations.ts';
import type { Answers } from '../../domain/form.ts';
import { type OfferFacts, whyNotOpen } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { readerOf } from '../forms/applicant.ts';
import { eligibilityForm, hasConditions } from '../forms/eligibility.ts';
import { factsOf } from '../offer-facts.ts';
import { titleOf } from '../say-of-offer.ts';
import type { OfferKeeper } from './offer-keeper.ts';

/** The way into an offer: first the questions that decide, then the form. Who is in it already sees that. */
export async function applyForOffer(visit: KnownVisit, keeper: OfferKeeper, facts: OfferFacts): Promise<Answer> {
  const mine = await keeper.showMine(visit, facts.id);
  if (mine) return { say: mine };
  const closed = whyNotOpen(facts, visit.line.now());
  if (closed) return refused(closed);
  const before = await overlapWarning(visit, facts);
  const reader = readerOf(visit.context);
  const opening = { prefill: knownAnswers(visit), ...onOffer(facts) };
  if (!hasConditions(facts, reader)) return { say: [], next: { ...opening, form: keeper.form(facts, reader), before } };
  const checked = [...before, { lines: [{ key: 'offers:check_first' }] }];
  return { say: [], next: { ...opening, form: eligibilityForm(facts, reader), before: checked } };
}

/** What they told about themselves before is not asked again. */
function knownAnswers(visit: KnownVisit): Answers {
  const known = readAboutYou(visit);
  return {
    ...(known?.gender && { gender: known.gender }),
    ...(known?.communities && { community: known.communities }),
  };
}

/** Two offers at one time are allowed: some can send somebody else, some have not decided. */
async function overlapWarning(visit: KnownVisit, facts: OfferFacts): Promise<Say[]> {
  const ids = await listOverlapping(visit.tx, visit.resident.id, facts.id);
  if (ids.length === 0) return [];
  const others = await listCountedOffers(visit.tx, { ids }, ids.length);
  const titles = others.map(({ row, sessions }) => titleOf(factsOf(row, sessions), readerOf(visit.context)));
  return [
    {
      lines: [
        { key: 'registration:overlap', values: { titles: { list: titles } } },
        { key: 'registration:overlap_go_on' },
      ],
    },
  ];
}
