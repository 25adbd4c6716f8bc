import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { option, sentence } from '../../forms/questions.ts';
import { aboutOffer } from '../../offers/forms/applicant.ts';

/** Asks once before a place is given up. */
export const cancelRegistrationForm: Form = {
  name: 'leave-offer',
  version: 1,
  cancellable: true,
  about: aboutOffer,
  leaving: sentence('registration:kept'),
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.literal('yes'),
      ask: () => [sentence('registration:cancel.ask'), sentence('registration:cancel.next')],
      options: () => [
        option('yes', 'registration:cancel.yes'),
        option('no', 'registration:cancel.no', { leaves: true }),
      ],
    },
  ],
};
