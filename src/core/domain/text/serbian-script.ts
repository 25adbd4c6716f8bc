import { latinSpans } from './latin-names.ts';

/**
 * Serbian Latin ↔ Cyrillic. Our own table, because each of the packages that were tried took some word apart wrongly: the
 * digraphs lj, nj and dž are one letter in Cyrillic, except where a word is built from two parts that meet there.
 */
const LETTERS: Record<string, string> = {
  a: 'а',
  b: 'б',
  v: 'в',
  g: 'г',
  d: 'д',
  đ: 'ђ',
  e: 'е',
  ž: 'ж',
  z: 'з',
  i: 'и',
  j: 'ј',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  r: 'р',
  s: 'с',
  t: 'т',
  ć: 'ћ',
  u: 'у',
  f: 'ф',
  h: 'х',
  c: 'ц',
  č: 'ч',
  š: 'ш',
  lj: 'љ',
  nj: 'њ',
  dž: 'џ',
};

/** Stems in which the two letters stand for themselves; a point marks where they part. Matched anywhere in a word, in any case. */
const PARTED = [
  'in.jekc',
  'in.jekt',
  'in.jicir',
  'an.jon',
  'kon.jug',
  'kon.jukt',
  'kon.junk',
  'kon.jekt',
  'van.jezi',
  'pan.jezi',
  'pan.jugoslo',
  'van.jugoslo',
  'in.junkc',
  'Tan.jug',
  'nad.živ',
  'nad.žanr',
  'nad.žnj',
  'nad.žup',
  'od.žal',
  'od.živ',
  'od.žvak',
  'od.žde',
  'od.žub',
  'pod.žanr',
  'pod.žup',
  'pod.žeg',
  'pod.žeć',
  'pod.žar',
  'pod.želu',
  'pred.želu',
  'pred.živ',
  'pred.žet',
];

const CYRILLIC = new Map(Object.entries(LETTERS));
const LATIN = new Map(Object.entries(LETTERS).map(([latin, cyrillic]) => [cyrillic, latin]));

const stems = PARTED.map((stem) => stem.toLowerCase().split('.') as [string, string]);
const PARTED_STEM = new RegExp(stems.map(([first, second]) => `(?<=${first})(?=${second})`).join('|'), 'giu');

/** Marks the place between two letters that are not a digraph. It never occurs in a text. */
const SEAM = '\u{F8FF}';

/** In Cyrillic, names of things and addresses as they are (latin-names.ts). */
export const serbianCyrillic = (latin: string): string =>
  carried(latin.normalize('NFC'), transliterated, (name) => name);

/** Without the Latin names that rightly stand in a Cyrillic text. */
export const withoutLatinNames = (cyrillic: string): string =>
  carried(
    cyrillic,
    (part) => part,
    () => ' ',
  );

function carried(text: string, between: (part: string) => string, name: (part: string) => string): string {
  let result = '';
  let at = 0;
  for (const { from, to } of latinSpans(text)) {
    result += between(text.slice(at, from)) + name(text.slice(from, to));
    at = to;
  }
  return result + between(text.slice(at));
}

/** Every letter of it, whatever word it stands in. */
export function transliterated(text: string): string {
  return text
    .replace(PARTED_STEM, SEAM)
    .replace(/lj|nj|dž|Lj|Nj|Dž|LJ|NJ|DŽ|[a-zđžćčš]/giu, (letters) => {
      // "lJ" is two letters: nobody writes the digraph so.
      if (letters.length === 2 && letters[0] === letters[0]?.toLowerCase() && letters !== letters.toLowerCase())
        return [...letters].map(oneToCyrillic).join('');
      return oneToCyrillic(letters);
    })
    .replaceAll(SEAM, '');
}

function oneToCyrillic(letters: string): string {
  const found = CYRILLIC.get(letters.toLowerCase());
  if (!found) return letters;
  return letters[0] === letters[0]?.toLowerCase() ? found : found.toUpperCase();
}

/** Cyrillic to Latin is unambiguous; what is not Serbian Cyrillic stays. */
export function serbianLatin(cyrillic: string): string {
  const letters = [...cyrillic.normalize('NFC')];
  return letters
    .map((letter, index) => {
      const latin = LATIN.get(letter.toLowerCase());
      if (!latin) return letter;
      if (letter === letter.toLowerCase()) return latin;
      if (latin.length === 1 || inCapitals(letters, index)) return latin.toUpperCase();
      return latin.charAt(0).toUpperCase() + latin.slice(1);
    })
    .join('');
}

/** Љ in ЉУБАВ is LJ, in Љубав it is Lj: the next letter decides, at the end of a word the one before. */
function inCapitals(letters: string[], index: number): boolean {
  const isLetter = (letter: string | undefined): letter is string => letter !== undefined && /\p{L}/u.test(letter);
  const [next, before] = [letters[index + 1], letters[index - 1]];
  if (isLetter(next)) return next !== next.toLowerCase();
  return isLetter(before) && before !== before.toLowerCase();
}
