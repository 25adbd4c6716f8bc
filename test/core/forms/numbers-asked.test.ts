import { describe, expect, test } from 'vitest';
import { TEXT_LANGUAGES } from '../../../src/core/domain/offers/offer.ts';
import { enquiryForm } from '../../../src/core/grants/forms/enquiry.ts';
import { longestSentence } from '../../../src/core/i18n/check.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { sampleCall } from '../../support/facts.ts';
import { drive, text } from './drive.ts';

const CALL = sampleCall({
  maximumCents: 250_000,
  rules: { minAge: 18 },
  questions: [{ key: 'n', kind: 'number', texts: { en: 'How many work with you?' } }],
});

const atAge = () => drive(enquiryForm(CALL, { language: 'sq', second: null }));
function atAmount() {
  const at = atAge();
  at.say(text('34'));
  at.say(text('A bakery'));
  at.done();
  at.choose('idea');
  return at;
}

describe('a wrong number gets the sentence for what is wrong with it', () => {
  test.each([
    ['shumë', 'grants:amount.not_number'],
    ['ne znam', 'grants:amount.not_number'],
    ['2500 dinara', 'forms:number.other_currency'],
    ['2000-2500', 'forms:number.several'],
    ['0', 'grants:amount.too_small'],
    ['-5', 'grants:amount.too_small'],
    ['2500,01', 'grants:amount.too_big'],
    ['10,0055', 'forms:number.not_cents'],
    ['2.500 mijë', 'forms:number.unclear'],
  ])('as an amount, %s: %s', (typed, key) => {
    const at = atAmount();
    at.say(text(typed));
    expect(at.lines()).toEqual([key, 'grants:amount.ask', 'grants:amount.most']);
  });

  test.each([
    ['i ri', 'registration:age.invalid'],
    ['18,5', 'registration:age.not_whole'],
    ['0', 'registration:age.too_small'],
    ['1990', 'registration:age.too_big'],
    ['-18', 'forms:number.negative'],
    ['18 ose 19', 'forms:number.several'],
  ])('as an age, %s: %s', (typed, key) => {
    const at = atAge();
    at.say(text(typed));
    expect(at.lines()[0]).toBe(key);
  });

  test.each(['2500 evra', '2.500,00 €', '2 500 евра', 'dy mijë e pesëqind', '2,5 hiljade', '€2500', "2'500"])(
    'the whole sum, %s, is taken',
    (typed) => {
      const at = atAmount();
      at.say(text(typed));
      expect(at.state().answers.amount).toBe(2500);
      at.say(text('3 radnika'));
      expect(at.state().answers.q_n).toBe(3);
    },
  );
});

test('none of these sentences but that of too much names the highest amount', () => {
  const texts = loadTexts(undefined, { strict: true });
  for (const language of TEXT_LANGUAGES)
    for (const key of ['not_number', 'several', 'unclear', 'other_currency', 'negative', 'not_whole', 'not_cents']) {
      const said = texts.say(language, `forms:number.${key}`);
      expect(said).not.toMatch(/\{\{/);
      expect(longestSentence(said)).toBeLessThanOrEqual(20);
    }
});
