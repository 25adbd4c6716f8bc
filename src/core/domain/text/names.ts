import { visible, withoutMarks } from './fold.ts';
import { serbianLatin } from './serbian-script.ts';

/** Cyrillic letters that are not Serbian, as they are written beside it. */
const OTHER_CYRILLIC: Record<string, string> = {
  ѓ: 'gj',
  ќ: 'q',
  ѕ: 'dz',
  й: 'j',
  я: 'ja',
  ю: 'ju',
  ё: 'jo',
  ы: 'i',
  і: 'i',
  ї: 'ji',
  э: 'e',
  щ: 'sc',
  ъ: '',
  ь: '',
};

/** Said before a name, in any of the languages, and no part of it. */
const TITLES = new Set(
  'dr mr mag prof ing inz z zot zoti znj zonja zonjusha g gdja gda gospodin gospodja gospodica gospoda'.split(' '),
);

/**
 * One sound, however the languages here write it: ç č ć q ch; xh dž dz gj đ dj; sh š; zh ž; ë e; th t; dh d; y j i; ll l; h falls silent.
 * Longer spellings first.
 */
const SOUNDS: [RegExp, string][] = [
  [/dzh|dz|xh|gj|dj|đ/g, '1'],
  [/tsch|tch|ch|q/g, 'c'],
  [/sch|sh/g, 's'],
  [/zh/g, 'z'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/lj/g, 'l'],
  [/[jy]/g, 'i'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
  [/li(?=[aeou])/g, 'l'],
  [/iu?(?=[aeo])/g, 'i'],
];

/** Endings of one name in its forms: Agim and Agimi, Krasniq and Krasniqi, Luljeta and Luljetë. */
const withoutEnding = (sound: string): string =>
  sound.length > 4 ? sound.replace(/i$/, '').replace(/e$/, 'a') : sound;

const soundOf = (written: string): string =>
  withoutEnding(SOUNDS.reduce((word, [letters, sound]) => word.replace(letters, sound), written));

/** Letters without their marks; đ stays, for it is a sound of its own. */
const bare = (text: string): string => withoutMarks(text).replaceAll('ı', 'i').replaceAll('ł', 'l');

/** A word of a name as it may have been meant: the sounds, and those of a spelling that lost what tells two letters apart. */
type Word = { sounds: Set<string>; initial: boolean };

function wordOf(written: string): Word {
  const sounds = new Set([soundOf(written)]);
  // Often typed without its bar; and x alone is Albanian dz, Romani h, or ks.
  if (written.includes('đ')) sounds.add(soundOf(written.replaceAll('đ', 'd')));
  if (/x(?!h)/.test(written))
    for (const other of ['dz', 'ks', 'h']) sounds.add(soundOf(written.replace(/x(?!h)/g, other)));
  return { sounds, initial: /^\p{L}$/u.test(written) };
}

/** The words of a name without marks, script, case and titles. */
function wordsOf(name: string): string[] {
  // What stands in brackets is what they do, and what is not seen is no letter.
  const lower = visible(name.normalize('NFKC'))
    .replace(/\([^)]*\)/g, ' ')
    .toLowerCase();
  const latin = [...serbianLatin(lower)].map((letter) => OTHER_CYRILLIC[letter] ?? letter).join('');
  const words = bare(latin).match(/[\p{L}\p{N}đ]+/gu) ?? [];
  return words.filter((word) => !TITLES.has(word));
}

/** Whether there is anything in it by which a person could be known. */
export const isName = (name: string): boolean => wordsOf(name).some((word) => [...word].length > 1);

const alike = (one: Word, two: Word): boolean => {
  if (one.initial !== two.initial) {
    const [letter, word] = one.initial ? [one, two] : [two, one];
    return [...letter.sounds].some((sound) =>
      [...word.sounds].some((whole) => sound !== '' && whole.startsWith(sound)),
    );
  }
  return [...one.sounds].some((sound) => sound !== '' && two.sounds.has(sound));
};

/** How many words of one are in the other, each word once; whole words first, then initials. */
function shared(some: Word[], others: Word[]): { all: number; whole: number } {
  const free = new Set(others);
  let [all, whole] = [0, 0];
  const ordered = [...some].sort((a, b) => Number(a.initial) - Number(b.initial));
  for (const word of ordered) {
    const found =
      [...free].find((other) => other.initial === word.initial && alike(word, other)) ??
      [...free].find((other) => alike(word, other));
    if (!found) continue;
    free.delete(found);
    all += 1;
    if (!word.initial && !found.initial) whole += 1;
  }
  return { all, whole };
}

/** Two words written as one, or one as two: Hadži Petrović and Hadžipetrović. */
const joined = (words: string[]): string[][] => [
  words,
  ...words.slice(1).map((word, at) => [...words.slice(0, at), `${words[at]}${word}`, ...words.slice(at + 2)]),
];

/**
 * Whether two names are likely one person's: in any order of words, in either script, with or without marks, as each language here
 * spells it, one of two surnames left out, a first name as its initial. One word alone is enough where a name has no more. Nicknames are
 * other names.
 */
export function likelySame(one: string, other: string): boolean {
  return joined(wordsOf(one)).some((some) =>
    joined(wordsOf(other)).some((others) => {
      const [a, b] = [some.map(wordOf), others.map(wordOf)];
      const { all, whole } = shared(a, b);
      return whole > 0 && all >= Math.min(2, a.length, b.length);
    }),
  );
}
