import { FIGURES, type FigureName } from '../../core/domain/figures/figures.ts';

/** The smallest step that a figure is read in: a whole item, one in a hundred, half an hour, a euro. */
const SMALLEST = { count: 1, share: 0.01, hours: 0.5, money: 100 } as const;
const STEPS = [1, 2, 5, 10];

/** From zero in even steps of round numbers, three to five of them, the last at or above what is the most. */
export function niceTicks(figure: FigureName, most: number): number[] {
  const { unit } = FIGURES[figure];
  const smallest = SMALLEST[unit];
  const wanted = Math.max(most, smallest) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const round = STEPS.map((one) => one * power).find((one) => one >= wanted * 0.999) ?? wanted;
  const step = Math.max(smallest, round);
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, nth) => Number((nth * step).toPrecision(12)));
}
