import { plain } from '../text/fold.ts';

/** How the months begin in each language, without marks: with any ending, and as their short forms. */
const BEGINNINGS = [
  ['jan'],
  ['shk', 'feb', 'fev'],
  ['mar'],
  ['pri', 'apr'],
  ['maj', 'may', 'mai'],
  ['qer', 'jun'],
  ['kor', 'jul'],
  ['gus', 'avg', 'aug'],
  ['sht', 'sep'],
  ['tet', 'okt', 'oct'],
  ['nen', 'nov'],
  ['dhj', 'dec'],
];
const NUMERALS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** `mart`, `marsi`, `March`, `мар.` or `III` as 3; undefined of what is no month. */
export function monthOf(word: string): number | undefined {
  const numeral = NUMERALS.indexOf(word.toLowerCase());
  if (numeral >= 0) return numeral + 1;
  const folded = plain(word);
  const found = BEGINNINGS.findIndex((beginnings) => beginnings.some((beginning) => folded.startsWith(beginning)));
  return found >= 0 ? found + 1 : undefined;
}
