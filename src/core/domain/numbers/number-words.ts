import { plain } from '../text/fold.ts';

/** How a language says numbers, and what people write beside them. As `plain` makes words: without marks, in Latin. */
export type NumberWords = {
  /** What a word counts. Compounds of these in one word are found by themselves. */
  counts: ReadonlyMap<string, number>;
  /** What multiplies the number before it, and stands for one of it alone. */
  scales: ReadonlyMap<string, number>;
  /** A half, after what it is half of. */
  halves: ReadonlySet<string>;
  /** Between the parts of one number. */
  joins: ReadonlySet<string>;
  /** A number that is also what others call an article. */
  article: ReadonlySet<string>;
  euros: ReadonlySet<string>;
  years: ReadonlySet<string>;
  /** Below zero. */
  minus: ReadonlySet<string>;
  /** What people put around a number and means nothing more. */
  around: ReadonlySet<string>;
};

const words = (text = ''): ReadonlySet<string> => new Set(plain(text).split(' ').filter(Boolean));

/** Words in a row count from a number on, in steps; those that mean the same have a `/` between them. */
const row = (from: number, step: number, text: string): [string, number][] =>
  text
    .trim()
    .split(/\s+/)
    .flatMap((each, index) => each.split('/').map((word): [string, number] => [plain(word), from + index * step]));

type Written = {
  /** From zero. */
  ones: string;
  /** From twenty. */
  tens: string;
  /** From one hundred, where they are words of their own. */
  hundreds?: string;
  scales: Record<number, string>;
} & Partial<Record<'halves' | 'joins' | 'article' | 'euros' | 'years' | 'minus' | 'around', string>>;

/** The words of a language as they are listed in its file. */
export const numberWords = (written: Written): NumberWords => ({
  counts: new Map(
    [...row(0, 1, written.ones), ...row(20, 10, written.tens), ...row(100, 100, written.hundreds ?? '')].filter(
      ([word]) => word !== '',
    ),
  ),
  scales: new Map(
    Object.entries(written.scales).flatMap(([factor, text]) =>
      [...words(text)].map((word): [string, number] => [word, Number(factor)]),
    ),
  ),
  halves: words(written.halves),
  joins: words(written.joins),
  article: words(written.article),
  euros: words(`euro eur ${written.euros ?? ''}`),
  years: words(written.years),
  minus: words(`minus ${written.minus ?? ''}`),
  around: words(written.around),
});
