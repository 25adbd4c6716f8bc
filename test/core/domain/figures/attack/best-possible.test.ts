import { expect, test } from 'vitest';
import { COUNT_BASE, roundRandomly } from '../../../../../src/core/domain/figures/round-randomly.ts';
import { dice } from './world.ts';

/*
 * The draws of a table's cells hang together, and its reader may know how. Whoever could try every town there is, and keep those that would be
 * shown so, guesses best: here a town is three groups in two periods, its shared table has their sums too, and enough towns are tried.
 */

const [GROUPS, PERIODS] = [3, 2];
const TOWNS = 250_000;
/** So often a table must come to be reckoned with. */
const OFTEN = 60;
/** How likely a count of nobody, of one and so on is to begin with. */
const COUNTS = [0.4, 0.25, 0.15, 0.12, 0.08];

const cells = Array.from({ length: GROUPS * PERIODS }, (_, index) => index);
const SUMS = [
  ...Array.from({ length: GROUPS }, (_, group) => cells.filter((cell) => Math.floor(cell / PERIODS) === group)),
  ...Array.from({ length: PERIODS }, (_, period) => cells.filter((cell) => cell % PERIODS === period)),
  cells,
];

/** Of the true counts from one to four, how many the best guess has right. `apart`: each cell has a draw that hangs on no other. */
function bestGuess(apart: boolean): number {
  const roll = dice(5);
  const towns = new Map<string, { seen: number; counts: number[][] }>();
  for (let town = 0; town < TOWNS; town += 1) {
    const counts = cells.map(() => {
      let left = roll();
      const count = COUNTS.findIndex((likely) => {
        left -= likely;
        return left < 0;
      });
      return Math.max(0, count);
    });
    const draws = counts.map((count) => (count === 0 ? 0 : roll()));
    const shown = [...cells.map((cell) => [cell]), ...SUMS].map((of) => {
      const filled = of.filter((cell) => counts[cell] !== 0);
      const drawn = filled.reduce((sum, cell) => sum + (draws[cell] ?? 0), 0) % 1;
      const count = of.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
      // The same items are the same cell, whatever it is called.
      return roundRandomly(count, { count: apart && filled.length > 1 ? roll() : drawn, money: 0 }) / COUNT_BASE;
    });
    const key = shown.join();
    const kept = towns.get(key) ?? { seen: 0, counts: cells.map(() => COUNTS.map(() => 0)) };
    kept.seen += 1;
    for (const cell of cells)
      (kept.counts[cell] as number[])[counts[cell] ?? 0] = (kept.counts[cell]?.[counts[cell] ?? 0] ?? 0) + 1;
    towns.set(key, kept);
  }
  let [small, right] = [0, 0];
  for (const { seen, counts } of towns.values())
    if (seen >= OFTEN)
      for (const of of counts) {
        const most = Math.max(...of);
        small += seen - (of[0] ?? 0);
        if (most !== of[0]) right += most;
      }
  return right / small;
}

test('whoever knows how draws hang together guesses no better than if they did not', () => {
  const [together, apart] = [bestGuess(false), bestGuess(true)];
  expect(together).toBeLessThan(0.5);
  expect(together).toBeLessThan(apart + 0.02);
}, 120_000);
