import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { sentence } from '../../forms/questions.ts';

/** Sixteen digits; people copy them with spaces or dashes. */
const Receipt = z
  .string()
  .transform((text) => text.replace(/[\s\u00a0.\-–—]/g, ''))
  .pipe(z.string().regex(/^\d{16}$/));

export const ReceiptAnswers = z.object({ number: Receipt });
export type ReceiptAnswers = z.infer<typeof ReceiptAnswers>;

/** The way back to an anonymous item. */
export const receiptForm: Form = {
  name: 'receipt',
  version: 1,
  cancellable: true,
  leaving: sentence('receipt:left'),
  questions: [
    {
      key: 'number',
      kind: 'text',
      schema: Receipt,
      invalid: sentence('receipt:invalid'),
      ask: () => [sentence('receipt:ask')],
    },
  ],
};
