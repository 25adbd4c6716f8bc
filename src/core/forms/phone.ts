import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { visible } from '../domain/text/fold.ts';

/** Where a number without a country code may belong: both live here, and the first that it is valid in is meant. */
const HERE: CountryCode[] = ['XK', 'RS'];

/** A telephone number in any form common here (`044 123 456`, `00381 64…`, `383 49…`) as E.164, or undefined when it is none. */
export function readPhone(text: string): string | undefined {
  const bare = visible(text).trim();
  const written = /^38[13][\s\d]/.test(bare) ? `+${bare}` : bare;
  if (!/^[+(]?[\d\s()./-]{6,24}$/.test(written)) return undefined;
  for (const country of HERE) {
    const found = parsePhoneNumber(written, country);
    if (found?.isValid()) return found.number;
  }
  return undefined;
}

export const Phone = z.string().transform((text, context) => {
  const phone = readPhone(text);
  if (phone !== undefined) return phone;
  context.addIssue({ code: 'custom', message: 'no telephone number' });
  return z.NEVER;
});
