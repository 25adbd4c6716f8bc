/*
 * Lengths of time as figures count them: in tenths of an hour under a day, in whole hours under thirty days, in whole days beyond. A median of
 * days says nothing to the tenth of an hour, and what is counted needs no sorting.
 */

/** The number of its step, from 0 on. */
export type LengthOfTime = number;

type Stretch = { underHours: number; stepHours: number };
const STRETCHES: readonly Stretch[] = [
  { underHours: 24, stepHours: 0.1 },
  { underHours: 30 * 24, stepHours: 1 },
  { underHours: 1000 * 24, stepHours: 24 },
];

/** Where each stretch begins, and the number of its first step. */
const STEPS: readonly (Stretch & { fromHours: number; first: LengthOfTime })[] = STRETCHES.reduce<
  (Stretch & { fromHours: number; first: LengthOfTime })[]
>((before, stretch) => {
  const last = before.at(-1);
  const fromHours = last?.underHours ?? 0;
  before.push({ ...stretch, fromHours, first: last ? last.first + stepsOf(last) : 0 });
  return before;
}, []);

/** The last is of a thousand days and everything longer. */
export const LAST_LENGTH: LengthOfTime = STEPS.reduce((steps, stretch) => steps + stepsOf(stretch), 0);

function stepsOf({ underHours, stepHours, fromHours = 0 }: Stretch & { fromHours?: number }): number {
  return Math.round((underHours - fromHours) / stepHours);
}

const HOUR_SECONDS = 3600;

/** The nearest step; in the middle between two the even one, as PostgreSQL rounds. Nothing takes less than no time. */
export function lengthOf(seconds: number): LengthOfTime {
  const taken = Math.max(0, seconds);
  for (const { underHours, fromHours, stepHours, first } of STEPS)
    if (taken < underHours * HOUR_SECONDS)
      return first + toEven((taken - fromHours * HOUR_SECONDS) / (stepHours * HOUR_SECONDS));
  return LAST_LENGTH;
}

function toEven(number: number): number {
  const below = Math.floor(number);
  const over = number - below;
  if (over === 0.5) return below + (below % 2);
  return over < 0.5 ? below : below + 1;
}

/** The hours that a step stands for. */
export function hoursOf(length: LengthOfTime): number {
  const stretch = STEPS.findLast(({ first }) => length >= first) ?? STEPS[0];
  if (!stretch) return 0;
  return Math.round((stretch.fromHours + (length - stretch.first) * stretch.stepHours) * 10) / 10;
}

/**
 * What a share of them lies under, between two of them in proportion (PostgreSQL's percentile_cont), to a tenth of an hour. `counted`: how many
 * there are of each length. null: there is none. Reckoned in hundredths, so that a half is one and goes up.
 */
export function percentileOf(counted: ArrayLike<number>, share: 0.5 | 0.9): number | null {
  let count = 0;
  for (let length = 0; length < counted.length; length += 1) count += counted[length] ?? 0;
  if (count === 0) return null;
  const place = Math.round(share * 10) * (count - 1);
  const [below, above, between] = [Math.floor(place / 10), Math.ceil(place / 10), place % 10];
  let seen = 0;
  let lower: number | null = null;
  for (let length = 0; length < counted.length; length += 1) {
    seen += counted[length] ?? 0;
    if (lower === null && seen > below) lower = tenthsOf(length);
    if (lower !== null && seen > above)
      return Math.round((lower * 10 + (tenthsOf(length) - lower) * between) / 10) / 10;
  }
  return null;
}

const tenthsOf = (length: LengthOfTime): number => Math.round(hoursOf(length) * 10);
