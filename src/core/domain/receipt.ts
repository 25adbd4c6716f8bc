import { visible } from './text/fold.ts';

const LENGTH = 16;

/** Digits with whatever people and phones put between them, but no letter: on a line, or over more. */
const RUN = /\d(?:[^\p{L}\p{N}\n]{0,5}\d)*/gu;
const RUN_OVER_LINES = /\d(?:[^\p{L}\p{N}]{0,5}\d)*/gu;

/**
 * The receipt in what somebody wrote or pasted: its one number of sixteen digits, whatever dashes, spaces and invisible characters stand in
 * it and whatever words stand around. Null where there is none, or where it could be more than one.
 */
export function findReceipt(text: string): string | null {
  const typed = visible(text.normalize('NFKC')).replace(/\r\n?/g, '\n');
  const runs = typed.match(RUN) ?? [];
  const found = [inGroups(runs), runs.map(digitsOf), (typed.match(RUN_OVER_LINES) ?? []).map(digitsOf)];
  for (const numbers of found) {
    const whole = new Set(numbers.filter((number) => number.length === LENGTH));
    if (whole.size > 0) return whole.size === 1 ? ([...whole][0] as string) : null;
  }
  return null;
}

/** As we write it, in fours, or in one: also beside other numbers, such as the time that a phone copies with a message. */
const inGroups = (runs: string[]): string[] =>
  runs.flatMap((run) => {
    const groups = run.split(/\D+/);
    return groups.flatMap((group, at) => {
      const four = groups.slice(at, at + 4);
      return [group, ...(four.every(({ length }) => length === 4) ? [four.join('')] : [])];
    });
  });

const digitsOf = (run: string): string => run.replace(/\D+/g, '');
