import { beforeAll, describe, expect, test } from 'vitest';
import { typedCents, typedNumber } from '../../../src/bots/slack/kit/number-input.ts';
import { euros } from '../../../src/bots/slack/kit/words.ts';
import { typedEuros } from '../../../src/core/domain/money.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

let words: (code: string, values?: Record<string, string>) => string;
beforeAll(() => {
  const texts = loadTexts(undefined, { strict: true });
  words = (code, values) => texts.say('en', `staff:numbers.${code}`, values);
});

const cents = (amount: string) => typedCents({ amount }, 'amount', { least: 0, most: 10_000 });
const whole = (seats: string) => typedNumber({ seats }, 'seats', { whole: true, least: 0, most: 2000 });

describe('an amount that staff type', () => {
  test.each<[string, number]>([
    ['3500,50', 350_050],
    ['3.500,50', 350_050],
    ['3500.50', 350_050],
    ['3,500.50 €', 350_050],
    ['3 500,5', 350_050],
    ["3'500", 350_000],
    ['€3500', 350_000],
    ['3500 EUR', 350_000],
    ['3500 evra', 350_000],
    ['3,5 hiljade', 350_000],
    ['0', 0],
  ])('%s is %d cents', (text, amount) => expect(cents(text)).toEqual({ ok: true, value: amount }));

  test('is read back as any place prints it', () => {
    for (const amount of [1, 99, 100, 1050, 99_999, 100_000, 350_050, 1_000_000])
      for (const printed of [euros(amount), typedEuros(amount), (amount / 100).toFixed(2)])
        expect([printed, cents(printed)]).toEqual([printed, { ok: true, value: amount }]);
  });

  test.each<[string, string, Record<string, string>?]>([
    ['much', 'not_number'],
    ['two thousand', 'not_number'],
    ['3.500', 'unclear'],
    ['3500 dinara', 'other_currency'],
    ['-5', 'negative'],
    ['1,005 0', 'several'],
    ['10,0055', 'not_cents'],
    ['10000,01', 'too_big', { least: '€0.00', most: '€10,000.00' }],
  ])('%s: %s', (text, code, values) =>
    expect(cents(text)).toEqual({ ok: false, errors: { amount: words(code, values) } }),
  );
});

test.each<[string, number | string]>([
  ['20', 20],
  ['20 vende', 20],
  ['1 500', 1500],
  ['', 'nothing'],
  ['-5', 'negative'],
  ['12,5', 'not_whole'],
  ['twenty', 'not_number'],
  ['10-20', 'several'],
])('seats: %j is %s', (text, came) => {
  if (came === 'nothing') expect(whole(text)).toEqual({ ok: true, value: null });
  else if (typeof came === 'number') expect(whole(text)).toEqual({ ok: true, value: came });
  else expect(whole(text)).toEqual({ ok: false, errors: { seats: words(came) } });
});
