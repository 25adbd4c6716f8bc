import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { line, option } from '../../forms/parts.ts';

/** Asks once before a place is given up. */
export const cancelRegistrationForm: Form = {
  name: 'leave-offer',
  version: 1,
  cancellable: true,
  leaving: line('registration:kept'),
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.literal('yes'),
      critical: true,
      ask: () => [line('registration:cancel.ask'), line('registration:cancel.next')],
      options: () => [
        option('yes', 'registration:cancel.yes'),
        option('no', 'registration:cancel.no', { leaves: true }),
      ],
    },
  ],
};
