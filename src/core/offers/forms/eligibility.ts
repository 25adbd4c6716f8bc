import type { Form } from '../../domain/form.ts';
import type { OfferFacts, Reader } from '../../domain/offers/offer.ts';
import { sentence } from '../../forms/questions.ts';
import { applicantQuestions } from './applicant.ts';

/** A few questions before the form itself, so that nobody fills it in for nothing. Only those that decide. */
export const eligibilityForm = (offer: OfferFacts, reader: Reader): Form => ({
  name: 'eligibility',
  version: offer.formVersion,
  cancellable: true,
  leaving: sentence('registration:left'),
  questions: applicantQuestions(offer, reader).filter((question) => !question.skippable),
});

/** Whether there is anything to ask first. */
export const hasConditions = (offer: OfferFacts, reader: Reader): boolean =>
  eligibilityForm(offer, reader).questions.length > 0;
