import { expect, test } from 'vitest';
import { LOCALES_DIR, loadTexts } from '../../../src/core/i18n/texts.ts';
import { checkWordChoices, readWordChoices, type WordChoice, wordsPage } from '../../../src/core/i18n/word-choices.ts';

const choice = (over: Partial<WordChoice> = {}): WordChoice => ({
  ...{ language: 'sr-Latn', thing: 'chat', word: 'razgovor', not: 'ćaskanje, četo', refused: 'ćaskanj*' },
  ...over,
});
const strings = (language: string, text: string) => new Map([[language, new Map([['a:b', text]])]]);
const said = (language: string, text: string, ...words: WordChoice[]) =>
  checkWordChoices(strings(language, text), { words, answers: [] }).map(({ key, message }) => `${key} ${message}`);

test.each<[string, string, string, boolean]>([
  ['as it is', 'sr-Latn', 'Obrišite celo ćaskanje.', false],
  ['with another ending', 'sr-Latn', 'U ćaskanju.', false],
  ['with a capital', 'sr-Latn', 'Ćaskanje', false],
  ['in Cyrillic', 'sr-Cyrl', 'У ћаскању.', false],
  ['not, where another word holds it', 'sr-Latn', 'Isćaskanje', true],
  ['not, where it is the name of a value', 'sr-Latn', 'Broj: {{ćaskanje}}', true],
  ['not, where the chosen word stands', 'sr-Latn', 'U ovom razgovoru.', true],
  ['not, in another language', 'sq', 'ćaskanje', true],
])('a word that is ruled out is found %s', (_, language, text, isRight) =>
  expect(said(language, text, choice())).toEqual(
    isRight ? [] : [expect.stringContaining('the word for “chat” is “razgovor”')],
  ),
);

test('a thing has one word, and a word is for a language that texts are written in', () => {
  expect(said('sr-Latn', '', choice(), choice({ word: 'prepiska' })).join()).toContain('names “chat” twice');
  expect(said('sr-Latn', '', choice({ language: 'sr-Cyrl' })).join()).toContain(
    'is of no language that texts are written in',
  );
  expect(said('sr-Latn', '', choice({ word: '' })).join()).toContain('no word for it');
});

test('the page says where a word stands and which are refused, and every answer', () => {
  const answers = [{ language: 'sr-Latn', about: 'a:b', done: 'as | proposed', why: 'so' }];
  const page = wordsPage(strings('sr-Latn', 'U razgovoru.'), { words: [choice()], answers });
  expect(page).toContain('| chat | razgovor | `a:b` | **ćaskanje**, četo |');
  expect(page).toContain('| a:b | as \\| proposed | so |');
});

test('the texts of this line keep to the list', () => {
  const texts = loadTexts();
  const all = new Map(texts.languages.map((language) => [language, texts.strings(language)]));
  expect(checkWordChoices(all, readWordChoices(LOCALES_DIR))).toEqual([]);
});
