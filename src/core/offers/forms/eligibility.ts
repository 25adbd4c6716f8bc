import type { Form } from '../../domain/form.ts';
import { firstAgainst } from '../../domain/offers/eligibility.ts';
import type { OfferFacts, Reader } from '../../domain/offers/offer.ts';
import { sentence } from '../../forms/questions.ts';
import { applicantOf, applicantQuestions } from './applicant.ts';

/** A few questions before the form itself, so that nobody fills it in for nothing: those that decide who may apply, and who may have a seat. */
export const eligibilityForm = (offer: OfferFacts, reader: Reader): Form => ({
  name: 'eligibility',
  version: offer.formVersion,
  cancellable: true,
  leaving: sentence('registration:left'),
  // Nobody answers more once one answer rules them out.
  decided: (answers) => firstAgainst(offer.rules, offer.questions, applicantOf(answers)) !== undefined,
  questions: applicantQuestions(offer, reader),
});
