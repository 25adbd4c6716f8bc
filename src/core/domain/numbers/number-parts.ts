import { plainFigures } from '../text/digits.ts';
import { plain } from '../text/fold.ts';
import { isOtherCurrency, isOtherSign } from './currencies.ts';
import { type Figures, readFigures } from './figures.ts';
import type { NumberWords } from './number-words.ts';

/** Money, as the street calls it. */
const MONEY = /^(?:par(?:a|e|eve|ave|esh|ash|ice)|lov(?:e|ja|enge)|money|novca)$/;

/** What a text is made of, as a reader of numbers sees it. */
export type Part =
  | { is: 'figures'; figures: Figures }
  | { is: 'word'; value: number; article: boolean }
  | { is: 'scale'; factor: number }
  | { is: 'half' }
  | { is: 'join' }
  | { is: 'euro' | 'cent' | 'years' | 'other_currency' | 'minus' | 'dash' | 'percent' | 'unknown' | 'around' }
  /** Figures with signs that make no number, such as a date. */
  | { is: 'broken' };

const PART =
  /\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?(?:[.,](?:--?|=))?|\d+(?:[.,':]+\d+)*(?:[.,](?:--?|=))?|\p{L}[\p{L}\p{M}\d']*|\p{Sc}|[^\s\p{L}\d]/gu;
/** `EUR2500` is two parts. */
const GLUED = /(?<!\p{L})(eur[ao]?|evr[ao]|rsd|din|usd|chf|lek|e)(?=\d)/giu;
/** A word that goes over into figures. */
const BEFORE_FIGURES = /(?<![\p{L}\p{M}'])\p{L}[\p{L}\p{M}]{0,47}(?=\d)/gu;
/** `3500€50`. */
const CENTS_AFTER = /(\d)€(\d\d)(?![\d.,])/g;
/** Letters of the longest number in one word; what could be parted in endless ways is none. */
const LONGEST = 48;
const CENTS = /^(?:e[uv]r[oa])?(?:cent[a-z]{0,4}|ct)$/;
/** Euros by whichever ending, of any language, and as they are mistyped; not what is of Europe. */
const EUROS = /^(?:e[uvf]r(?!op)[a-z]{0,8}|o[ji]r[aio]|eruo|yuro|eu)$/;
const YEARS = /^(?:vje[ctq][a-z]*|godi[ns][a-z]*|god|bers[a-z]{0,8})$/;

export const partsOf = (text: string, words: NumberWords): Part[] =>
  (
    plainFigures(text)
      .toLowerCase()
      .replace(GLUED, '$1 ')
      .replace(BEFORE_FIGURES, (word) => (counts(word, words) ? `${word} ` : word))
      .replace(CENTS_AFTER, '$1,$2€')
      .match(PART) ?? []
  ).flatMap((piece, index, all) => partOf(piece, words, index === all.length - 1 && all[index - 1] !== '/'));

/** `hiljade500`: a word that says of numbers something by itself. */
const counts = (word: string, words: NumberWords): boolean =>
  word.length > 1 &&
  plain(word)
    .split(' ')
    .flatMap((one) => wordOf(one, words, false))
    .every(({ is }) => ['word', 'scale', 'euro', 'cent', 'years', 'other_currency'].includes(is));

function partOf(piece: string, words: NumberWords, last: boolean): Part[] {
  if (/^\d/.test(piece)) {
    const figures = readFigures(piece);
    return [figures ? { is: 'figures', figures } : { is: 'broken' }];
  }
  if (/^\p{L}/u.test(piece))
    return plain(piece)
      .split(' ')
      .flatMap((word) => wordOf(word, words, last));
  if (piece === '€') return [{ is: 'euro' }];
  if (isOtherSign(piece)) return [{ is: 'other_currency' }];
  if (piece === '-') return [{ is: 'dash' }];
  return piece === '%' || piece === '‰' ? [{ is: 'percent' }] : [];
}

function wordOf(word: string, words: NumberWords, last: boolean): Part[] {
  const value = words.counts.get(word);
  if (value !== undefined) return [{ is: 'word', value, article: words.article.has(word) }];
  const factor = words.scales.get(word);
  if (factor !== undefined) return [{ is: 'scale', factor }];
  // A lone e at the end is how many write euros; elsewhere it is Albanian for "and".
  if (words.euros.has(word) || (word === 'e' && last)) return [{ is: 'euro' }];
  if (words.halves.has(word)) return [{ is: 'half' }];
  if (words.joins.has(word)) return [{ is: 'join' }];
  if (words.years.has(word) || YEARS.test(word)) return [{ is: 'years' }];
  if (words.minus.has(word)) return [{ is: 'minus' }];
  if (words.around.has(word) || MONEY.test(word)) return [{ is: 'around' }];
  if (CENTS.test(word)) return [{ is: 'cent' }];
  if (EUROS.test(word)) return [{ is: 'euro' }];
  if (isOtherCurrency(word)) return [{ is: 'other_currency' }];
  return compound(word, words) ?? [{ is: 'unknown' }];
}

/** `dvehiljade`, `dymijë`, `dvadesetpet`: numbers written in one; null where it is not wholly of them. */
function compound(word: string, words: NumberWords): Part[] | null {
  if (word.length > LONGEST) return null;
  for (let at = word.length - 2; at >= 2; at -= 1) {
    const head = single(word.slice(0, at), words);
    if (!head) continue;
    const rest = word.slice(at);
    const tail = single(rest, words);
    const more = tail ? [tail] : compound(rest, words);
    if (more) return [head, ...more];
  }
  return null;
}

function single(word: string, words: NumberWords): Part | null {
  const value = words.counts.get(word);
  if (value !== undefined) return { is: 'word', value, article: false };
  const factor = words.scales.get(word);
  return factor !== undefined && word.length > 1 ? { is: 'scale', factor } : null;
}
