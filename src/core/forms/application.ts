import type { Form } from '../domain/form.ts';
import type { OfferFacts } from '../domain/offer.ts';
import type { FormReader } from './applicant.ts';
import { enquiryForm } from './enquiry.ts';
import { registrationForm } from './registration.ts';

/** The form by which one applies for an offer. */
export function applicationForm(offer: OfferFacts, reader: FormReader): Form {
  return offer.kind === 'grant_call' ? enquiryForm(offer, reader) : registrationForm(offer, reader);
}
