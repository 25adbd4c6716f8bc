import type { Answers } from '../../domain/form.ts';
import { reasonsAgainst } from '../../domain/offers/eligibility.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { applicantOf, readerOf } from '../forms/applicant.ts';
import type { OfferKeeper } from './offer-keeper.ts';
import { sayNotEligible } from './say-not-eligible.ts';

/** "You may apply", and on to the form; or why not. */
export function completeEligibility(
  visit: KnownVisit,
  keeper: OfferKeeper,
  offer: OfferFacts,
  answers: Answers,
): Answer {
  const reader = readerOf(visit.context);
  const reasons = reasonsAgainst(offer.rules, offer.questions, applicantOf(answers));
  if (reasons.length > 0) return { say: [sayNotEligible(offer, reasons, reader, keeper.list)] };
  return {
    say: [{ lines: [{ key: 'offers:may_apply' }] }],
    next: { form: keeper.form(offer, reader), prefill: answers, ...onOffer(offer) },
  };
}
