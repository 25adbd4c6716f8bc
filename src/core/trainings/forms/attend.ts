import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { findDigits } from '../../domain/text/find-digits.ts';
import { sentence } from '../../forms/questions.ts';
import { aboutOffer } from '../../offers/forms/applicant.ts';

/** Six digits, as they are read from a wall or said aloud, and whatever is written around them. */
const Code = z
  .string()
  .transform((text) => findDigits(text, { length: 6, group: 3 }))
  .pipe(z.string());

export const AttendAnswers = z.object({ code: Code });
export type AttendAnswers = z.infer<typeof AttendAnswers>;

/** "I am here": the code that the trainer shows. */
export const attendForm: Form = {
  name: 'attend',
  version: 1,
  cancellable: true,
  about: aboutOffer,
  leaving: sentence('attendance:left'),
  questions: [
    {
      key: 'code',
      kind: 'text',
      schema: Code,
      invalid: sentence('attendance:invalid'),
      ask: () => [sentence('attendance:ask')],
    },
  ],
};
