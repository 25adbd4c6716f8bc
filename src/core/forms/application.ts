import type { Form } from '../domain/form.ts';
import type { OfferFacts, Reader } from '../domain/offer.ts';
import { enquiryForm } from './enquiry.ts';
import { registrationForm } from './registration.ts';

/** The form by which one applies for an offer. */
export function applicationForm(offer: OfferFacts, reader: Reader): Form {
  return offer.kind === 'grant_call' ? enquiryForm(offer, reader) : registrationForm(offer, reader);
}
