import { serbianLatin, transliterated } from './serbian-script.ts';

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;

/** Letters of both scripts that look the same. */
const ALIKE = new Map(
  Object.entries({
    a: 'а',
    e: 'е',
    j: 'ј',
    o: 'о',
    c: 'с',
    p: 'р',
    x: 'х',
    y: 'у',
    A: 'А',
    B: 'В',
    E: 'Е',
    H: 'Н',
    J: 'Ј',
    K: 'К',
    M: 'М',
    O: 'О',
    P: 'Р',
    C: 'С',
    T: 'Т',
    X: 'Х',
    k: 'к',
    m: 'м',
    t: 'т',
  }),
);
/** Of neighbouring alphabets, on the keyboards of which they are typed for a Latin letter. */
const NEIGHBOURS = { і: 'i', І: 'I', ѕ: 's', Ѕ: 'S', ԁ: 'd', ӏ: 'l', Ӏ: 'I' };
const LATIN_ALIKE = new Map([
  ...[...ALIKE].map(([latin, cyrillic]) => [cyrillic, latin] as const),
  ...Object.entries(NEIGHBOURS),
]);

const isMixed = (word: string): boolean => CYRILLIC.test(word) && LATIN.test(word);

/** Cyrillic and Latin letters inside one word: a look-alike letter that no search would find. */
export const mixesScripts = (text: string): boolean => (text.match(/\p{L}+/gu) ?? []).some(isMixed);

/** Every word in one script: one that mixes two, as keyboards make them, is written in the script that most of it is in. */
export const inOneScript = (text: string): string =>
  text.normalize('NFC').replace(/\p{L}+/gu, (word) => (isMixed(word) ? repaired(word) : word));

/** What no letter of the other script looks like tells which it is; else the greater part, and then the first letter. */
function repaired(word: string): string {
  const letters = [...word];
  const own = letters.reduce(
    (sum, letter) => sum + (LATIN_ALIKE.has(letter) || ALIKE.has(letter) ? 0 : CYRILLIC.test(letter) ? 1 : -1),
    0,
  );
  const all = letters.reduce((sum, letter) => sum + (CYRILLIC.test(letter) ? 1 : -1), 0);
  const isCyrillic = (own || all || (CYRILLIC.test(letters[0] ?? '') ? 1 : -1)) > 0;
  const made = isCyrillic ? inCyrillic(word) : inLatin(word);
  // A letter that the script does not have (W, ы) tells that it is the other one; then the rest is typed by its sound.
  const other = isMixed(made) ? (isCyrillic ? serbianLatin(word) : transliterated(word)) : made;
  return isMixed(other) ? made : other;
}

/** Two letters that are one in Cyrillic first: what a j looks like tells nothing of them. */
const inCyrillic = (word: string): string =>
  transliterated([...word.replace(/lj|nj/giu, transliterated)].map((letter) => ALIKE.get(letter) ?? letter).join(''));

const inLatin = (word: string): string =>
  serbianLatin([...word].map((letter) => LATIN_ALIKE.get(letter) ?? letter).join(''));
