import { describe, expect, test } from 'vitest';
import { euros } from '../../../../src/core/domain/money.ts';
import { readNumber } from '../../../../src/core/domain/numbers/read-number.ts';

const read = (text: string, asked: Parameters<typeof readNumber>[1]) => {
  const result = readNumber(text, asked);
  return result.ok ? result.value : result.code;
};

describe('an amount in euros', () => {
  test.each<[string, number]>([
    // Every form of the issue's own, in the words of each language.
    ['2500 evra', 2500],
    ['2500 евра', 2500],
    ['2500 euro', 2500],
    ['2500 eurosh', 2500],
    ['2500 euro.', 2500],
    ['2500 evro', 2500],
    ['2500 evri', 2500],
    ['2500 eura', 2500],
    ['2500 evrja', 2500],
    ['2500 EUR', 2500],
    ['EUR 2500', 2500],
    ['EUR2500', 2500],
    ['2500eur', 2500],
    ['€2500', 2500],
    ['€ 2 500', 2500],
    ['2500€', 2500],
    ['2500e', 2500],
    ['2500 e', 2500],
    // Signs.
    ['2500', 2500],
    ['2.500', 2500],
    ['2,500', 2500],
    ['2.500,00 €', 2500],
    ['2,500.00 €', 2500],
    ['2 500 евра', 2500],
    ['2\u00a0500,50 €', 2500.5],
    ["2'500", 2500],
    ['2’500.50', 2500.5],
    ['2500,-', 2500],
    ['2.500,- €', 2500],
    ['2500,—', 2500],
    ['2500,5', 2500.5],
    ['1500,50', 1500.5],
    ['1.250.000,75', 1250000.75],
    ['２５００ €', 2500],
    ['2500 euro e 50 cent', 2500.5],
    ['2500 evra i 5 centi', 2500.05],
    ['50 cent', 0.5],
    // Words.
    ['3 hiljade', 3000],
    ['3 hiljade evra', 3000],
    ['2,5 hiljade', 2500],
    ['2.5 hiljade evra', 2500],
    ['dve i po hiljade', 2500],
    ['hiljadu evra', 1000],
    ['dve hiljade petsto', 2500],
    ['dvehiljadepetsto evra', 2500],
    ['две хиљаде евра', 2000],
    ['3 хиљаде', 3000],
    ['2 hilj. evra', 2000],
    ['3 mijë euro', 3000],
    ['3 mije', 3000],
    ['dy mijë', 2000],
    ['dymijë euro', 2000],
    ['dy mijë e pesëqind euro', 2500],
    ['2 mijë e 500', 2500],
    ['dy mijë e gjysmë', 2500],
    ['duj milja evra', 2000],
    ['duj milja thaj pandž šel', 2500],
    ['two thousand five hundred euros', 2500],
    ['3k', 3000],
    ['1 milion', 1_000_000],
    ['2500 (dy mijë e pesëqind euro)', 2500],
    // With what people say around it.
    ['treba mi 2500 evra', 2500],
    ['oko 2500 evra', 2500],
    ['do 2500', 2500],
    ['rreth 2500 euro', 2500],
    ['më duhen 2500 euro për një makinë', 2500],
    ['2500 evra za stolariju, molim', 2500],
    ['~2500 €', 2500],
    ['👍 2500', 2500],
    ['2500 eurën', 2500],
    ['2500 evrot', 2500],
    ['2500 euroje', 2500],
    ['2500 eurima', 2500],
    ['2500 evrurencar', 2500],
    ['2500 evrendar', 2500],
    ['2500 евров', 2500],
    ['2500 ефра', 2500],
    ['2500 eruo', 2500],
    ['2500 yuro', 2500],
    ['2500 eu', 2500],
    ['2500 evr', 2500],
    ['2500 evra za godinu dana', 2500],
    ['duj milje thaj pandž šel evra', 2500],
    ['2.500.00', 2500],
    ['3500€50', 3500.5],
    ['50 eurocent', 0.5],
  ])('%j is %d', (text, amount) => expect(read(text, { unit: 'euro' })).toBe(amount));

  test.each([
    ['shumë', 'not_number'],
    ['puno', 'not_number'],
    ['ne znam', 'not_number'],
    ['не знам', 'not_number'],
    ['një traktor', 'not_number'],
    ['jedan traktor', 'not_number'],
    ['12.03.2027', 'not_number'],
    ['50 %', 'not_number'],
    ['', 'not_number'],
    ['-2500', 'negative'],
    ['−2500 €', 'negative'],
    ['minus 5', 'negative'],
    ['2000-2500', 'several'],
    ['2000 – 2500 evra', 'several'],
    ['od 2000 do 2500', 'several'],
    ['2000 ili 3000 evra', 'several'],
    ['2000/2500', 'several'],
    ['2500 dinara', 'other_currency'],
    ['2500 динара', 'other_currency'],
    ['2500 din.', 'other_currency'],
    ['2500 RSD', 'other_currency'],
    ['2500 lekë', 'other_currency'],
    ['$2500', 'other_currency'],
    ['2500 dollarë', 'other_currency'],
    ['2500 CHF', 'other_currency'],
    ['100,005', 100005],
    ['10,0055', 'not_cents'],
    ['0', 'too_small'],
    ['0,00 €', 'too_small'],
    ['60000 evra', 60000],
    ['200000', 'too_big'],
    ['2.500 mijë', 'unclear'],
    ['(2500)', 'unclear'],
    ['2500 TL', 'other_currency'],
    ['2500 dinarencar', 'other_currency'],
    ['2500 dinaro', 'other_currency'],
    ['2500 dollarëve', 'other_currency'],
    ['2500 frangash', 'other_currency'],
    ['2500 франака', 'other_currency'],
    ['2500 evropskih', 'not_number'],
  ])('%j is %s', (text, fault) => expect(read(text, { unit: 'euro', least: 0.01, most: 150_000 })).toBe(fault));

  test.each(['2.500', '2,500', '2.500 €', '2,500 EUR'])(
    'where it is asked strictly, %j can be read in two ways',
    (text) => expect(read(text, { unit: 'euro', strict: true })).toBe('unclear'),
  );

  test('what is printed is read back, whatever the amount', () => {
    for (const cents of [1, 5, 50, 99, 100, 101, 1050, 99_999, 150_050, 250_000, 350_050, 100_000_000, 123_456_789])
      for (const printed of [euros(cents), euros(cents).replace(' €', ''), `${cents / 100}`, (cents / 100).toFixed(2)])
        expect([printed, read(printed, { unit: 'euro', strict: true })]).toEqual([printed, cents / 100]);
  });
});

describe('an age', () => {
  test.each<[string, number]>([
    ['18', 18],
    ['18.', 18],
    ['18 vjeç', 18],
    ['18 vjec', 18],
    ['18vjeç', 18],
    ['18-vjeçar', 18],
    ['jam 18 vjeç', 18],
    ['i kam 18 vjet', 18],
    ['18 vite', 18],
    ['18 godina', 18],
    ['18 godine', 18],
    ['18 god', 18],
    ['18 год.', 18],
    ['18g.', 18],
    ['imam 18 godina', 18],
    ['имам 18 година', 18],
    ['star sam 18 godina', 18],
    ['18 berš', 18],
    ['18 berša', 18],
    ['si man 18 berša', 18],
    ['18 years old', 18],
    ["I'm 18", 18],
    ['18 y.o.', 18],
    ['18+', 18],
    ['１８', 18],
    ['1️⃣8️⃣', 18],
    ['osamnaest', 18],
    ['осамнаест година', 18],
    ['tetëmbëdhjetë vjeç', 18],
    ['tridhjetë e pesë', 35],
    ['trideset pet', 35],
    ['trideset i pet godina', 35],
    ['dvadesetpet', 25],
    ['biš thaj pandž berša', 25],
    ['thirty-five', 35],
    ['18 (tetëmbëdhjetë)', 18],
    ['(18)', 18],
    ['18-godišnjakinja', 18],
    ['18-годишњакиња', 18],
    ['kam mbush 18', 18],
    ['sapo mbusha 18', 18],
    ['18 vjetë', 18],
    ['upravo napunila 18', 18],
    ['imam već 18', 18],
    ['18 beršendo', 18],
    ['18 beršutno', 18],
    ['vjeçar/e 18', 18],
    ['18 vjeçar/e', 18],
  ])('%j is %d', (text, age) => expect(read(text, { unit: 'years', whole: true, least: 1, most: 120 })).toBe(age));

  test.each([
    ['eighteen-ish perhaps', 'not_number'],
    ['i ri', 'not_number'],
    ['mlad', 'not_number'],
    ['18 muaj', 'not_number'],
    ['18 meseci', 'not_number'],
    ['18 evra', 'not_number'],
    ['18,5', 'not_whole'],
    ['18 e gjysmë', 'not_whole'],
    ['17½', 'not_whole'],
    ['-18', 'negative'],
    ['1990', 'too_big'],
    ['rođen 1990', 'not_number'],
    ['0', 'too_small'],
    ['18 ose 19', 'several'],
    ['18-25', 'several'],
  ])('%j is %s', (text, fault) => expect(read(text, { unit: 'years', whole: true, least: 1, most: 120 })).toBe(fault));
});

describe('a number of whatever the question names', () => {
  test.each<[string, number]>([
    ['3 fëmijë', 3],
    ['3 radnika', 3],
    ['50 m²', 50],
    ['1,5 hektara', 1.5],
    ['dva', 2],
    ['-5', -5],
    ['20 vende', 20],
    ['5 dinara', 5],
    ['2 500', 2500],
  ])('%j is %d', (text, number) => expect(read(text, { unit: 'any' })).toBe(number));

  test.each([
    ['jedan od njih', 'not_number'],
    ['disa', 'not_number'],
    ['3 a 4', 'several'],
  ])('%j is %s', (text, fault) => expect(read(text, { unit: 'any' })).toBe(fault));

  test.each([
    ['-1', 'negative'],
    ['2,5', 'not_whole'],
    ['2001', 'too_big'],
    ['20 mjesta', 20],
  ])('of seats, %j is %s', (text, came) =>
    expect(read(text, { unit: 'any', whole: true, least: 0, most: 2000 })).toBe(came),
  );
});

test.each([
  'dvadesetdvadeset'.repeat(600),
  '9'.repeat(10_000),
  '9 '.repeat(5000),
  'dve '.repeat(2000),
  '1.'.repeat(4000),
])('a text of 8,000 characters and more is none, and costs nothing', (text) => {
  expect(read(text, { unit: 'euro' })).toBe('not_number');
  expect(read('dvadesetdvadeset'.repeat(30), { unit: 'euro' })).toBe('not_number');
});
