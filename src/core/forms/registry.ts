import type { Form, FormContext } from '../domain/form.ts';
import type { OfferFacts, Reader } from '../domain/offer.ts';
import { aboutYouForm } from './about-you.ts';
import { addToItemForm } from './add-to-item.ts';
import { readerOf } from './applicant.ts';
import { attendForm } from './attend.ts';
import { betterForm } from './better.ts';
import { cancelRegistrationForm } from './cancel-registration.ts';
import { changeLanguageForm } from './change-language.ts';
import { eligibilityForm } from './eligibility.ts';
import { enquiryForm } from './enquiry.ts';
import { appealForm, otherTimeForm, papersForm, withdrawEnquiryForm } from './enquiry-steps.ts';
import { feedbackForm } from './feedback.ts';
import { firstContactForm } from './first-contact.ts';
import { forgetForm } from './forget.ts';
import { freeTextForm } from './free-text.ts';
import { receiptForm } from './receipt.ts';
import { registrationForm } from './registration.ts';
import { withdrawForm } from './withdraw.ts';

/** Every form that is the same for everyone. A stored state names its form. */
export const FORMS = [
  firstContactForm,
  feedbackForm,
  aboutYouForm,
  addToItemForm,
  withdrawForm,
  forgetForm,
  changeLanguageForm,
  freeTextForm,
  receiptForm,
  cancelRegistrationForm,
  attendForm,
  betterForm,
  papersForm,
  otherTimeForm,
  appealForm,
  withdrawEnquiryForm,
] as const satisfies readonly Form[];

/** Forms made from an offer: its rules and its own questions. */
const BUILT: Record<string, (offer: OfferFacts, reader: Reader) => Form> = {
  eligibility: eligibilityForm,
  register: registrationForm,
  enquiry: enquiryForm,
};

/** The form of a name; one that is built from an offer needs it in the context. */
export function formFor(name: string, context: FormContext): Form | undefined {
  const built = Object.hasOwn(BUILT, name) ? BUILT[name] : undefined;
  if (built) return context.offer && built(context.offer, readerOf(context));
  return FORMS.find((form) => form.name === name);
}
