import { describe, expect, it } from 'vitest';
import type { TextLanguage } from '../../../src/core/domain/languages.ts';
import { TEXT_LANGUAGES } from '../../../src/core/domain/offers/offer.ts';
import { learnLanguages } from '../../../src/core/i18n/tell-language.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { INVENTED_SENTENCES, NOTHING_TO_TELL } from './written-for-this-test.ts';

const texts = loadTexts();
const told = learnLanguages(texts);

type Written = { language: TextLanguage; text: string };
const READY: Written[] = TEXT_LANGUAGES.flatMap((language) =>
  [...texts.strings(language)].flatMap(([key, text]) => (/^canned:.*\.text$/.test(key) ? [{ language, text }] : [])),
);
const HELD_OUT: Written[] = TEXT_LANGUAGES.flatMap((language) =>
  INVENTED_SENTENCES[language].map((text) => ({ language, text })),
);

/** So many times a part of the subjects is left out. */
const FOLDS = 5;

/** Of every text for every reader: those that are warned of in vain, and those that go out unwarned. */
function measure(written: readonly Written[], { foreignTo } = told) {
  const pairs = written.flatMap((one) => TEXT_LANGUAGES.map((reader) => ({ ...one, reader })));
  const own = pairs.filter(({ language, reader }) => language === reader);
  const other = pairs.filter(({ language, reader }) => language !== reader);
  return {
    inVain: own.filter(({ text, reader }) => foreignTo(text, reader) !== null),
    missed: other.filter(({ text, reader }) => foreignTo(text, reader) === null),
    wrongName: other.filter(({ text, reader, language }) => ![language, null].includes(foreignTo(text, reader))),
    own: own.length,
    other: other.length,
  };
}

describe('what a text is in', () => {
  it('never warns of a ready answer in the language of its reader, and does of every other in 95 of 100', () => {
    expect(READY.length).toBeGreaterThanOrEqual(35);
    const { inVain, missed, other } = measure(READY);
    expect(inVain).toEqual([]);
    expect(missed.length / other).toBeLessThanOrEqual(0.05);
  });

  it('tells sentences that it never saw, as staff write them in haste', () => {
    const { inVain, missed, wrongName, own, other } = measure(HELD_OUT);
    console.info(`held out: ${inVain.length} of ${own} in vain, ${missed.length} of ${other} missed`);
    expect(inVain).toEqual([]);
    expect(missed.length / other).toBeLessThanOrEqual(0.02);
    expect(wrongName).toEqual([]);
  });

  it('tells our own texts of a part of the subjects by those of the others alone', () => {
    const subjects = [...new Set([...texts.strings('en').keys()].map((key) => key.split(':')[0] ?? ''))].filter(
      (subject) => !/^(staff|codes|commands|canned)/.test(subject),
    );
    const all = { inVain: 0, own: 0, missed: 0, other: 0 };
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const left = new RegExp(`^(?:${subjects.filter((_, at) => at % FOLDS === fold).join('|')}):`);
      const written = TEXT_LANGUAGES.flatMap((language) =>
        [...texts.strings(language)]
          .filter(([key, text]) => left.test(key) && (text.match(/\p{L}{2,}/gu) ?? []).length > 5)
          .map(([, text]) => ({ language, text })),
      );
      const found = measure(written, learnLanguages(texts, left));
      all.inVain += found.inVain.length;
      all.missed += found.missed.length;
      all.own += found.own;
      all.other += found.other;
    }
    console.info(`our own texts: ${all.inVain} of ${all.own} in vain, ${all.missed} of ${all.other} missed`);
    expect(all.own).toBeGreaterThan(1000);
    expect(all.inVain / all.own).toBeLessThanOrEqual(0.005);
    expect(all.missed / all.other).toBeLessThanOrEqual(0.02);
  });

  it.each(NOTHING_TO_TELL)('asks no reader about “%s”', (text) => {
    expect(TEXT_LANGUAGES.map((reader) => told.foreignTo(text, reader))).toEqual(TEXT_LANGUAGES.map(() => null));
  });

  // The whole of what is judged without a model: fewer than five words.
  it.each<[string, TextLanguage, TextLanguage | null]>([
    ['Thank you!', 'sq', 'en'],
    ['Thank you!', 'sr-Latn', 'en'],
    ['Thank you!', 'sr-Cyrl', 'en'],
    ['Thank you!', 'rom', 'en'],
    ['Thank you!', 'en', null],
    ['Please call us', 'sq', 'en'],
    ['We will come tomorrow', 'sr-Latn', 'en'],
    ['Hvala', 'sq', 'sr-Latn'],
    ['Hvala', 'sr-Latn', null],
    ['Hvala', 'sr-Cyrl', 'sr-Latn'],
    ['Хвала', 'sr-Cyrl', null],
    ['Хвала', 'sr-Latn', 'sr-Cyrl'],
    ['Хвала', 'sq', 'sr-Cyrl'],
    ['Хвала', 'rom', 'sr-Cyrl'],
    ['Faleminderit', 'sr-Latn', 'sq'],
    ['Faleminderit', 'sr-Cyrl', 'sq'],
    ['Faleminderit', 'sq', null],
    ['Po, nesër.', 'sq', null],
    ['Po, nesër.', 'sr-Latn', 'sq'],
    ['Da, sutra.', 'sq', 'sr-Latn'],
    ['Da, sutra.', 'sr-Latn', null],
    ['Ju lutem prisni', 'sr-Latn', 'sq'],
    ['Molimo sačekajte', 'sq', 'sr-Latn'],
    ['Najs, ka phena tumenge.', 'rom', null],
    ['Najs, ka phena tumenge.', 'sq', 'rom'],
    ['Najs, ka phena tumenge.', 'sr-Latn', 'rom'],
    ['Zyra hapet nesër', 'sq', null],
    ['Kancelarija radi sutra', 'sr-Latn', null],
    ['SHUME FALEMINDERIT PER DURIMIN', 'sq', null],
    ['THANK YOU FOR WRITING', 'sq', 'en'],
    ['Severna Mitrovica', 'sq', null],
    ['Северна Митровица', 'sq', 'sr-Cyrl'],
    ['Mitrovica e Veriut', 'sq', null],
    ['Hola amigo', 'sq', null],
  ])('few words: “%s” to a reader of %s: %s', (text, reader, seems) => {
    expect(told.foreignTo(text, reader)).toBe(seems);
  });

  const SERBIAN = 'Primili smo vašu prijavu i javićemo vam se čim opština odgovori.';
  const CYRILLIC = 'Примили смо вашу пријаву и јавићемо вам се чим општина одговори.';
  const ALBANIAN = 'E kemi pranuar kërkesën tuaj dhe do t’ju shkruajmë sapo të përgjigjet komuna.';
  const ENGLISH = 'We have received your request and will write to you as soon as the municipality answers.';

  it.each<[string, string, readonly TextLanguage[]]>([
    ['Serbian, then Albanian on purpose', `${SERBIAN}\n\n${ALBANIAN}`, ['sr-Latn', 'sq']],
    ['Cyrillic, then Albanian', `${CYRILLIC}\n${ALBANIAN}`, ['sr-Cyrl', 'sq']],
    ['three languages', `${ALBANIAN}\n${SERBIAN}\n${ENGLISH}`, ['sq', 'sr-Latn', 'en']],
    ['both scripts', `${SERBIAN}\n${CYRILLIC}`, ['sr-Latn', 'sr-Cyrl']],
    ['a word of thanks before another language', `Faleminderit! ${ENGLISH} ${ENGLISH}`, ['en']],
    ['somebody else’s words in quotes', `${ALBANIAN} Ju shkruat: “${SERBIAN}”`, ['sq']],
    ['their words after ours', `Napisali ste nam: „${ALBANIAN}“ Odgovor opštine stiže sutra.`, ['sr-Latn']],
    ['lines of a letter before', `${ENGLISH}\n> ${ALBANIAN}\n> ${SERBIAN}`, ['en']],
    ['all of it in quotes', `"${ALBANIAN}"`, ['sq']],
    ['with a link', `${CYRILLIC} https://example.org/how-to-apply-for-this-grant-in-english`, ['sr-Cyrl']],
    ['with agencies and names', 'UNDP, UNICEF и WHO ће вас позвати. Arta Krasniqi је на вези.', ['sr-Cyrl']],
    ['in capitals', SERBIAN.toUpperCase(), ['sr-Latn']],
    ['without its letters', 'E kemi pranuar kerkesen tuaj dhe do te shkruajme sapo te pergjigjet komuna.', ['sq']],
    ['with numbers of items', `${ALBANIAN} F-7K3QM2, R-7K3QM9, 12.03.2027 10:00`, ['sq']],
    ['decomposed letters', ALBANIAN.normalize('NFD'), ['sq']],
    ['with a soft hyphen', ALBANIAN.replaceAll('kërkesën', 'kër\u00adkesën'), ['sq']],
  ])('is for each who finds a good part in their own: %s', (_name, text, readers) => {
    expect(TEXT_LANGUAGES.filter((reader) => told.foreignTo(text, reader) === null)).toEqual(
      TEXT_LANGUAGES.filter((reader) => readers.includes(reader)),
    );
  });
});
