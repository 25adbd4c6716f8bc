import type { Form } from '../../domain/form.ts';
import type { OfferFacts, Reader } from '../../domain/offers/offer.ts';
import { enquiryForm } from '../../grants/forms/enquiry.ts';
import { registrationForm } from '../../trainings/forms/registration.ts';

/** The form by which one applies for an offer. */
export function applicationForm(offer: OfferFacts, reader: Reader): Form {
  return offer.kind === 'grant_call' ? enquiryForm(offer, reader) : registrationForm(offer, reader);
}
