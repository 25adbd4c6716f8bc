import type { Form, FormContext } from '../../domain/form.ts';
import type { OfferFacts, Reader } from '../../domain/offers/offer.ts';
import { feedbackForm } from '../../feedback/forms/feedback.ts';
import { freeTextForm } from '../../feedback/forms/free-text.ts';
import { enquiryForm } from '../../grants/forms/enquiry.ts';
import { appealForm, otherTimeForm, papersForm, withdrawEnquiryForm } from '../../grants/forms/enquiry-steps.ts';
import { addToItemForm } from '../../items/forms/add-to-item.ts';
import { receiptForm } from '../../items/forms/receipt.ts';
import { withdrawForm } from '../../items/forms/withdraw.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { eligibilityForm } from '../../offers/forms/eligibility.ts';
import { aboutYouForm } from '../../residents/forms/about-you.ts';
import { changeLanguageForm } from '../../residents/forms/change-language.ts';
import { firstContactForm } from '../../residents/forms/first-contact.ts';
import { forgetForm } from '../../residents/forms/forget.ts';
import { attendForm } from '../../trainings/forms/attend.ts';
import { betterForm } from '../../trainings/forms/better.ts';
import { cancelRegistrationForm } from '../../trainings/forms/cancel-registration.ts';
import { registrationForm } from '../../trainings/forms/registration.ts';

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
