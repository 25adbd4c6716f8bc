import { describe, expect, it } from 'vitest';
import { checkLocales, longestSentence } from '../../../src/core/i18n/check.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const english = { 'a:hello': 'Hello {{name}}.', 'common:yes': 'Yes' };
const sound = {
  en: english,
  sq: { 'a:hello': 'Përshëndetje {{name}}.', 'common:yes': 'Po' },
  'sr-Latn': { 'a:hello': 'Zdravo {{name}}.', 'common:yes': 'Da' },
  'sr-Cyrl': { 'a:hello': 'Здраво {{name}}.', 'common:yes': 'Да' },
  rom: { 'a:hello': 'Lačho dive {{name}}.', 'common:yes': 'Va' },
};
type Language = keyof typeof sound;

/** What the check says when one language has other strings than the sound ones. */
function problems(
  language: Language,
  over: Record<string, string | undefined>,
  alsoEnglish: Record<string, string> = {},
) {
  const all = Object.fromEntries(
    Object.entries(sound).map(([name, strings]) => {
      const own = { ...strings, ...(name === language ? over : {}), ...(name === 'en' ? alsoEnglish : {}) };
      return [name, new Map(Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined))];
    }),
  );
  return checkLocales(new Map(Object.entries(all)))
    .filter((problem) => problem.language === language)
    .map((problem) => `${problem.level} ${problem.key} ${problem.message}`);
}

describe('a number in a text', () => {
  it('may stand at the end of a label, before what does not change, or in a form of its own', () => {
    const forms = { 'a:n_one': '{{count}} dan', 'a:n_few': '{{count}} dana', 'a:n_other': '{{count}} dana' };
    const over = { ...forms, 'a:label': 'Broj delova: {{count}}', 'a:of': '{{count}} od {{seats}}' };
    const english = {
      'a:n_one': '{{count}} day',
      'a:n_other': '{{count}} days',
      'a:label': 'Parts: {{count}}',
      'a:of': '{{count}} of {{seats}}',
    };
    expect(problems('sr-Latn', over, english)).toEqual([]);
    expect(problems('en', {}, english)).toEqual([]);
  });
});

describe('locales check', () => {
  it('has nothing to say of sound texts', () => {
    for (const language of Object.keys(sound) as Language[]) expect(problems(language, {})).toEqual([]);
  });

  it.each<[string, Language, Record<string, string | undefined>, string]>([
    ['a missing key', 'sq', { 'common:yes': undefined }, 'is missing'],
    ['a key too many', 'sq', { 'a:more': 'Më shumë' }, 'is not in the English texts'],
    ['an empty text', 'rom', { 'common:yes': ' ' }, 'is empty'],
    ['a changed placeholder', 'sq', { 'a:hello': 'Përshëndetje {{emri}}.' }, 'has other placeholders'],
    ['a lost placeholder', 'sq', { 'a:hello': 'Përshëndetje.' }, 'has other placeholders'],
    ['English left', 'sq', { 'a:hello': 'Hello {{name}}.' }, 'is the same as the English'],
    ['an English word left', 'rom', { 'a:hello': 'Lačho dive and {{name}}.' }, 'still has the English word'],
    [
      'a button too wide for a phone',
      'sq',
      { 'common:yes': 'Po '.repeat(20).trim() },
      'its button has room for 255 px',
    ],
    [
      'one too wide beside another',
      'sq',
      { 'common:back': 'Kthehu te pyetja e parë' },
      'its button has room for 120 px',
    ],
    [
      'one too wide with what stands in it',
      'sq',
      { 'common:edit': '✏️ Ndrysho: {{what}}', 'feedback:messages.name': 'Mesazhi juaj për të gjithë' },
      'as “✏️ Ndrysho: Mesazhi juaj',
    ],
    ['a sentence too long', 'sr-Latn', { 'a:hello': `${'da '.repeat(21)}{{name}}.` }, 'has a sentence of 22 words'],
    ['Cyrillic in Latin', 'sr-Latn', { 'common:yes': 'Dа' }, 'has Cyrillic letters'],
    ['Latin in Cyrillic', 'sr-Cyrl', { 'common:yes': 'Дa' }, 'has Latin letters: a'],
    ['Cyrillic that is another text', 'sr-Cyrl', { 'common:yes': 'Не' }, 'is not the Latin text in Cyrillic'],
    ['an emoji alone', 'sq', { 'common:yes': '👍' }, 'is an emoji without a word'],
    [
      'a sign that turns what follows it round',
      'sq',
      { 'a:hello': 'Përshëndetje \u202e{{name}}.' },
      'nobody sees (U+202E)',
    ],
    ['a space of no width', 'rom', { 'common:yes': 'Va\u200ba' }, 'nobody sees (U+200B)'],
    ['a soft hyphen', 'sq', { 'common:yes': 'P\u00ado' }, 'nobody sees (U+00AD)'],
    ['a line end of another kind', 'sq', { 'common:yes': 'Po\u2028po' }, 'nobody sees (U+2028)'],
    ['a tab', 'sq', { 'common:yes': 'Po\tpo' }, 'nobody sees (U+0009)'],
    ['a letter of a private font', 'sq', { 'common:yes': 'Po\uf8ff' }, 'nobody sees (U+F8FF)'],
    ['a brace left over', 'sq', { 'a:hello': 'Përshëndetje {{name}} }}.' }, 'has a brace that is of no placeholder'],
    ['a placeholder with one brace', 'sq', { 'common:yes': 'Po {name}' }, 'has a brace that is of no placeholder'],
    ['Greek', 'sq', { 'common:yes': 'Ναι' }, 'has letters of another alphabet: Ναι'],
    ['Greek in Cyrillic', 'sr-Cyrl', { 'common:yes': 'Да Ναι' }, 'has letters of another alphabet: Ναι'],
    ['figures and signs alone', 'sq', { 'common:yes': '5...' }, 'has no word'],
    ['markup', 'sq', { 'a:hello': '<b>Përshëndetje</b> {{name}}.' }, 'markup'],
    ['an ijekavian word', 'sr-Latn', { 'common:yes': 'vrijeme' }, 'the glossary rules out'],
    ['a week that is also a Sunday, in Cyrillic', 'sr-Cyrl', { 'common:yes': 'недеља' }, 'uses “nedelja”'],
    ['chit-chat for a conversation', 'sr-Latn', { 'common:yes': 'u ovom ćaskanju' }, 'uses “ćaskanju”'],
    ['a second word for a file, in Cyrillic', 'sr-Cyrl', { 'common:yes': 'у датотеци' }, 'uses “datoteci”'],
    ['a second plural of documents', 'sr-Latn', { 'common:yes': 'Pošaljite dokumente' }, 'uses “dokumente”'],
    ['sheets of paper for documents', 'sr-Latn', { 'common:yes': 'Nedostaje papira' }, 'uses “papira”'],
    ['a name that is read as another body', 'sr-Latn', { 'common:yes': 'Liniju zajednice' }, 'uses “Liniju zajednice”'],
    ['a nickname for others', 'rom', { 'common:yes': 'gadžo' }, 'the glossary rules out'],
    [
      'a count in one form alone',
      'sr-Latn',
      { 'a:n': 'Još {{count}} dana' },
      'counts “{{count}} dana” in one form alone',
    ],
    [
      'a length of time that has no forms',
      'sq',
      { 'a:n': 'pas {{days}} ditësh' },
      'counts by {{days}}, which has no forms',
    ],
    [
      'a label in mid-sentence',
      'sr-Latn',
      { 'a:n': 'Broj dana za žalbu: {{days}}. Gledaće je druga osoba.' },
      'a label in the middle',
    ],
    ['a label in brackets', 'rom', { 'a:n': 'Adžičeraja (dive: {{days}}).' }, 'a label in the middle'],
    ['an insulting word', 'sq', { 'common:yes': 'nevoja të veçanta' }, 'the glossary rules out'],
    ['three communities under one abbreviation', 'en', { 'common:yes': 'RAE' }, 'the glossary rules out'],
  ])('finds %s', (_name, language, over, message) => {
    expect(problems(language, over).join('\n')).toContain(message);
  });

  it('says of a text that was copied from the English that alone, in every script', () => {
    for (const language of ['sq', 'rom', 'sr-Cyrl'] as const)
      expect(problems(language, { 'a:hello': 'Hello and {{name}}.' }, { 'a:hello': 'Hello and {{name}}.' })).toEqual([
        'error a:hello is the same as the English',
      ]);
  });

  it('only warns of a long sentence in Romani, which no native speaker could shorten yet', () => {
    expect(problems('rom', { 'a:hello': `${'va '.repeat(21)}{{name}}.` })).toEqual([expect.stringMatching(/^warning/)]);
  });

  it('wants the plural forms of each language, and no others', () => {
    const source = { 'a:n_one': '{{count}} day', 'a:n_other': '{{count}} days' };
    const own = { 'a:n_one': '{{count}} dan', 'a:n_other': '{{count}} dana' };
    expect(problems('sr-Latn', own, source)).toEqual(['error a:n_few is missing']);
    expect(problems('rom', own, source)).toEqual([]);
    expect(problems('sq', { ...own, 'a:n_few': '{{count}} x' }, source)).toEqual([
      'error a:n_few is not in the English texts',
    ]);
  });

  it('does not take the key of another text for a plural form', () => {
    const source = { 'a:joined': 'Joined', 'a:joined_other': 'Others told us the same' };
    const own = { 'a:joined': 'U bashkua', 'a:joined_other': 'Edhe të tjerë na e treguan' };
    expect(problems('sq', own, source)).toEqual([]);
  });

  it('wants staff texts in English only', () => {
    expect(problems('sq', {}, { 'staff-cards:claim': 'Claim' })).toEqual([]);
  });

  it('wants texts of files in every language that files are written in', () => {
    const source = { 'exports:label.status.open': 'Open', 'figures:name.received': 'Received' };
    expect(problems('rom', {}, source)).toEqual([]);
    expect(problems('sq', {}, source)).toEqual([
      'error exports:label.status.open is missing',
      'error figures:name.received is missing',
    ]);
  });

  it('counts the words of the longest sentence', () => {
    expect(longestSentence('One two. Three four five! Six: {{name}} eight')).toBe(3);
    expect(longestSentence('12.5 euros are one number here')).toBe(6);
  });
});

describe('the texts of this line', () => {
  const texts = loadTexts();
  const found = checkLocales(new Map(texts.languages.map((language) => [language, texts.strings(language)])));

  it.each(texts.languages)('pass the check in %s', (language) => {
    const errors = found.filter((problem) => problem.language === language && problem.level === 'error');
    expect(errors.map(({ key, message }) => `${key} ${message}`)).toEqual([]);
  });
});
