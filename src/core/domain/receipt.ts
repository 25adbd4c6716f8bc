import { findDigits } from './text/find-digits.ts';

/** The receipt of an anonymous item in what somebody wrote: sixteen digits, in fours as we tell it. */
export const findReceipt = (text: string): string | null => findDigits(text, { length: 16, group: 4 });
