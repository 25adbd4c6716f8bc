import { plainFigures } from './digits.ts';
import { visible } from './fold.ts';

/** Digits with whatever people and phones put between them, but no letter: on a line, or over more. */
const RUN = /\d(?:[^\p{L}\p{N}\n]{0,5}\d)*/gu;
const RUN_OVER_LINES = /\d(?:[^\p{L}\p{N}]{0,5}\d)*/gu;

/**
 * The one number of so many digits in what somebody wrote or pasted, whatever dashes, spaces and invisible characters stand in it and whatever
 * words stand around. Null where there is none, or where it could be more than one. `group`: the digits that we write together.
 */
export function findDigits(text: string, { length, group }: { length: number; group: number }): string | null {
  const typed = plainFigures(visible(text).replace(/\r\n?/g, '\n'));
  const runs = typed.match(RUN) ?? [];
  const found = [
    runs.flatMap((run) => inGroups(run, length, group)),
    runs.map(digitsOf),
    (typed.match(RUN_OVER_LINES) ?? []).map(digitsOf),
  ];
  for (const numbers of found) {
    const whole = new Set(numbers.filter((number) => number.length === length));
    if (whole.size > 0) return whole.size === 1 ? ([...whole][0] as string) : null;
  }
  return null;
}

/** As we write it, or in one: also beside other numbers, such as the time that a phone copies with a message. */
function inGroups(run: string, length: number, group: number): string[] {
  const parts = run.split(/\D+/);
  const most = length / group;
  return parts.flatMap((part, at) => {
    const some = parts.slice(at, at + most);
    return [part, ...(some.every((one) => one.length === group) ? [some.join('')] : [])];
  });
}

const digitsOf = (run: string): string => run.replace(/\D+/g, '');
