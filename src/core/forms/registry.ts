import type { Form } from '../domain/form.ts';
import { aboutYouForm } from './about-you.ts';
import { addToItemForm } from './add-to-item.ts';
import { changeLanguageForm } from './change-language.ts';
import { feedbackForm } from './feedback.ts';
import { firstContactForm } from './first-contact.ts';
import { forgetForm } from './forget.ts';
import { freeTextForm } from './free-text.ts';
import { receiptForm } from './receipt.ts';
import { withdrawForm } from './withdraw.ts';

/** Every form a resident may stand in. A stored state names its form. */
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
] as const satisfies readonly Form[];

export const formByName = (name: string): Form | undefined => FORMS.find((form) => form.name === name);
