import { expect, test } from 'vitest';
import { findDigits } from '../../../../src/core/domain/text/find-digits.ts';

const code = (text: string) => findDigits(text, { length: 6, group: 3 });

test.each([
  '123456',
  '123 456',
  '123-456',
  '123\u00a0456.',
  '12\u200b34\u00ad56',
  'Kodi: 123 456',
  '١٢٣',
  'šifra je 123‑456!',
  '[28.11.2026] 123 456',
])('the code in %j', (text) => expect(code(text)).toBe(text === '١٢٣' ? null : '123456'));

test.each(['', '12345', '1234567', '123 456 ose 654 321', 'ë'])('no code in %j', (text) =>
  expect(code(text)).toBeNull(),
);
