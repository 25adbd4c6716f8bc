import type { ItemKind } from './codes.ts';
import { visible } from './text/fold.ts';

/** Crockford base 32: no I, L, O, U, so that a number read aloud or typed on a phone stays itself. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
type CharacterOf<Text> = Text extends `${infer First}${infer Rest}` ? First | CharacterOf<Rest> : never;
/** One that has a place in the alphabet: the check character is counted over it too. */
type Letter = Exclude<CharacterOf<typeof ALPHABET>, `${number}`>;
const LETTERS = {
  feedback: 'F',
  registration: 'R',
  enquiry: 'E',
  offer: 'T',
  certificate: 'C',
} as const satisfies Record<ItemKind | 'offer' | 'certificate', Letter>;
const RANDOM_CHARACTERS = 5;

/**
 * Any single wrong character, and any two neighbours swapped, is noticed. Sums modulo 32 cannot do both, so it is counted in the
 * field of 32 elements: each place has its own power of the generator as weight, and no two are equal.
 */
function checkCharacter(letter: string, body: string): string {
  let sum = 0;
  for (const character of letter + body) sum = timesGenerator(sum ^ ALPHABET.indexOf(character));
  return ALPHABET[sum] as string;
}

/** Multiplies by x modulo x^5 + x^2 + 1, a primitive polynomial, whose powers pass through all 31 elements but zero. */
function timesGenerator(element: number): number {
  const doubled = element << 1;
  return doubled & 0b100000 ? doubled ^ 0b100101 : doubled;
}

/**
 * `F-7K3QM9`: letter by kind, five random characters and a check character. `random` gives at least five bytes. Offers and certificates
 * have numbers of the same make.
 */
export function makeReference(kind: keyof typeof LETTERS, random: Uint8Array): string {
  const letter = LETTERS[kind];
  let body = '';
  for (let index = 0; index < RANDOM_CHARACTERS; index += 1)
    body += ALPHABET[(random[index] as number) % ALPHABET.length];
  return `${letter}-${body}${checkCharacter(letter, body)}`;
}

/** Cyrillic letters by the Latin ones that look the same, as they come copied, and by those on the same key, as they come typed. */
const lettersOf = (cyrillic: string, latin: string): ReadonlyMap<string, string> =>
  new Map([...cyrillic].map((letter, at) => [letter, latin.charAt(at)]));
const BY_LOOK = lettersOf('АВЕІЈКМНОРЅСТУХ', 'ABEIJKMHOPSCTYX');
const BY_KEY = lettersOf('АБЦДЕФГХИЈКЛМНОПЉРСТУВЊЏЅЗ', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** Of the letters of kinds alone: by their key, but for what looks like one. */
const KIND_BY = lettersOf('ФРЕТСЦ', 'FRETCC');

const KINDS = `${Object.values(LETTERS).join('')}${[...KIND_BY.keys()].join('')}`;
const SIGN = '[0-9A-ZА-ЯЀ-Џ]';
const WRITTEN = new RegExp(`^([${KINDS}])(${SIGN}{6})$`);
/** In a sentence: with its dash, or with a digit at least, and nothing of a word on either side. */
const WITHIN = new RegExp(
  `(?<!${SIGN})([${KINDS}])([^0-9A-ZА-ЯЀ-Џ\\n]{1,3}|(?=[A-ZА-ЯЀ-Џ]*[0-9]))(${SIGN}{6})(?!${SIGN})`,
  'g',
);

/** Capitals, without what Slack makes of a sign, and what nobody sees. */
const asTyped = (typed: string): string =>
  visible(typed.replace(/&(?:lt|gt|amp);/gi, ' ').normalize('NFKC')).toUpperCase();

/** Read as it looks and as it was typed: the check character says which. */
function checked(letter: string, typed: string): string | null {
  const kind = KIND_BY.get(letter) ?? letter;
  // Whoever typed the letter of the kind in Cyrillic typed the rest so too.
  const readings = BY_LOOK.get(letter) === undefined || letter === 'Р' ? [BY_KEY, BY_LOOK] : [BY_LOOK, BY_KEY];
  for (const reading of readings) {
    const body = [...typed].map((one) => reading.get(one) ?? BY_KEY.get(one) ?? one).join('');
    const found = checkedBody(kind, body);
    if (found !== null) return found;
  }
  return null;
}

function checkedBody(letter: string, typed: string): string | null {
  const body = typed.replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^[0-9A-TV-Z]{6}$/.test(body)) return null;
  return checkCharacter(letter, body.slice(0, -1)) === body.slice(-1) ? `${letter}-${body}` : null;
}

/**
 * What a person typed or pasted, as a reference, or null when it is none: any case, in Cyrillic by look or by key, with or without the dash, in
 * whatever marks (`*F-7K3QM9*`, `<F-7K3QM9>`), O for 0, I and L for 1.
 */
export function parseReference(typed: string): string | null {
  const match = WRITTEN.exec(asTyped(typed).replace(/[^\p{L}\p{N}]/gu, ''));
  return match && checked(match[1] as string, match[2] as string);
}

/** The same where other words may stand around it, as in a line that was copied from a card: the one that there is. */
export function findReference(text: string): string | null {
  const whole = parseReference(text);
  if (whole !== null) return whole;
  const [one, ...others] = findReferences(text);
  return others.length === 0 ? (one ?? null) : null;
}

/** All that a text names, each once, in order. */
export function findReferences(text: string): string[] {
  const found = [...asTyped(text).matchAll(WITHIN)].map(([, letter = '', between = '', body = '']) =>
    isWord(between, body) ? null : checked(letter, body),
  );
  return [...new Set(found.filter((one) => one !== null))];
}

/** Of a Cyrillic sentence: a word behind a short one. */
const isWord = (between: string, body: string): boolean => /^\s*$/.test(between) && /^[А-ЯЀ-Џ]{6}$/.test(body);
