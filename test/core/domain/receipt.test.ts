import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findReceipt } from '../../../src/core/domain/receipt.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const NUMBER = '1234567890123456';
const texts = loadTexts();

test.each([
  '1234567890123456',
  '1234 5678 9012 3456',
  ' 1234-5678-9012-3456.',
  '1234–5678—9012‑3456',
  '1234−5678 · 9012 / 3456',
  '1234\u00a05678\u202f9012\u20093456',
  '1234\u200b5678\u2060 9012\ufeff3456',
  '12\u00ad34 5678 90\u200d12 3456',
  '\u202a1234 5678 9012 3456\u202c',
  '1234\n5678\r\n9012 3456',
  '12 34 56 78 90 12 34 56',
  '`1234 5678 9012 3456`',
  '<1234 5678 9012 3456>',
  '１２３４ ５６７８ ９０１２ ３４５６',
  'Numri juaj sekret: 1234 5678 9012 3456\nShkruajeni këtë numër diku tani.',
  'Community Line, [28.11.2026 15:03]\nNumri juaj sekret: 1234 5678 9012 3456',
  '[28.11.26 15:03] 1234 5678 9012 3456',
  'moj broj 1234567890123456, ima li odgovora na 2 pitanja?',
  '1234 5678 9012 3456 ... 1234567890123456',
  '١٢٣٤-٥٦٧٨-٩٠١٢-٣٤٥٦',
  '१२३४ ५६७८ ९०१२ ३४५६',
  '(1234) (5678) (9012) (3456)',
])('the receipt is found in %j', (text) => expect(findReceipt(text)).toBe(NUMBER));

test.each([
  '',
  'nema',
  '123456789012345',
  '12345678901234567',
  '1234 5678 9012 345',
  '1234 5678 9012 34567',
  '1234a5678901234567',
  '+383 44 123 456',
  '1234 5678 9012 3456 ose 6543 2109 8765 4321',
  '12 mars, 34 persona, 5678 euro, 90 ditë, 12 34 56',
])('no receipt is found in %j', (text) => expect(findReceipt(text)).toBeNull());

test.each(['sq', 'sr-Latn', 'sr-Cyrl', 'rom', 'en'])(
  'our own message pasted whole gives its number (%s)',
  (language) => {
    const receipt = '1234 5678 9012 3456';
    const said = ['title', 'receipt', 'keep_it', 'how'].map((key) =>
      texts.say(language, `feedback:sent_anonymous.${key}`, { receipt }),
    );
    expect(findReceipt(said.join('\n'))).toBe(NUMBER);
    expect(findReceipt(said.join(' '))).toBe(NUMBER);
  },
);

test('whatever stands between its digits, as long as it is no letter', () => {
  const between = fc.stringMatching(/^[ \u00a0\u200b\u00ad.·•/|–—‑-]{0,3}$/);
  fc.assert(
    fc.property(fc.array(between, { minLength: 16, maxLength: 16 }), (separators) => {
      const typed = [...NUMBER].map((digit, at) => digit + separators[at]).join('');
      expect(findReceipt(typed)).toBe(NUMBER);
    }),
  );
});
