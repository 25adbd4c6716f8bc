/** Where in [0, 1) the draw of a cell fell, for its count and, apart from it, for its money. Of one cell it is the same for ever (core/privacy/draw.ts). */
export type Draw = { count: number; money: number };

/** Cents: amounts are shown in whole thousands of euro. */
export const MONEY_BASE = 100_000;
export const COUNT_BASE = 5;

/** To a multiple of five: up with the probability of what is left over, else down. So the expectation is right, and a zero stays a zero. */
export const roundRandomly = (count: number, draw: Draw): number => toBase(count, COUNT_BASE, draw.count);

export const roundMoneyRandomly = (cents: number, draw: Draw): number => toBase(cents, MONEY_BASE, draw.money);

function toBase(amount: number, base: number, drawn: number): number {
  const over = amount % base;
  return amount - over + (drawn < over / base ? base : 0);
}
