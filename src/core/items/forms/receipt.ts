import { z } from 'zod';
import type { Form } from '../../domain/form.ts';
import { findReceipt } from '../../domain/receipt.ts';
import { sentence } from '../../forms/questions.ts';

/** Whoever is asked for the number may paste all of the message that it came in. */
const Receipt = z.string().transform(findReceipt).pipe(z.string());

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
