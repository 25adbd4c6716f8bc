import type { Draw } from '../../../../../src/core/domain/figures/round-randomly.ts';
import { narrowly, type Reading, readingOf, type Span, wholly } from './reader.ts';
import { type Bounds, boundsOf, guessesOf, UNKNOWN } from './solve.ts';
import { type Item, worldOf } from './world.ts';

/** Of the true counts from one to four: how many there were, and what could be told of them. */
export type Found = {
  small: number;
  /** The least and the most that it can be are the same. */
  met: number;
  /** So too of what no file says: what lies between two periods, or behind a share. */
  metUnsaid: number;
  /** They are at most two apart: it is known within one. */
  within: number;
  /** The likeliest value is the true one, of all and of the narrower reading. */
  guessed: { small: number; right: number };
  narrow: { small: number; right: number };
  /** Of the guesses that say one to four, how many are right. */
  claims: { said: number; right: number };
  /** What was known. */
  known: string[];
};

/** `guess`: look for the likeliest values too, which takes longer than the bounds. */
export type Against = { files: readonly Span[]; guess: boolean; drawOf: (sum: string) => Draw };

const isSmall = (count: number | undefined): boolean => count !== undefined && count >= 1 && count <= 4;
/** Nothing is known of a town: every count is as likely as every other. Or, as in every town, most are small. */
const evenly = () => 1;
const mostlySmall = (count: number) => 1 / (1 + count);

/** All shared files of one invented world are put together and gone through. Throws where a bound is wrong, for then the attack is. */
export function attack(items: readonly Item[], { files, guess, drawOf }: Against): Found {
  const reading = readingOf(items, drawOf, wholly(files));
  const bounds = soundBounds(reading);
  const { truth, puzzle, names } = reading;
  const printed = (index: number) => puzzle.shown[index] !== UNKNOWN;
  const found: Found = {
    ...{ small: 0, met: 0, metUnsaid: 0, within: 0, known: [] },
    guessed: { small: 0, right: 0 },
    narrow: { small: 0, right: 0 },
    claims: { said: 0, right: 0 },
  };
  for (const [index, count] of truth.entries()) {
    if (!isSmall(count)) continue;
    const spread = (bounds.high[index] ?? 0) - (bounds.low[index] ?? 0);
    if (!printed(index)) {
      if (spread === 0) found.metUnsaid += 1;
      continue;
    }
    found.small += 1;
    if (spread === 0) found.known.push(names[index] ?? '');
    if (spread === 0) found.met += 1;
    if (spread <= 2) found.within += 1;
  }
  if (!guess) return found;
  const wanted = (index: number) => isSmall(truth[index]) && printed(index);
  const guesses = guessesOf(puzzle, bounds, { before: evenly, rounds: 1, wanted });
  for (const [index, count] of truth.entries()) {
    if (!wanted(index)) continue;
    found.guessed.small += 1;
    if (guesses[index] === count) found.guessed.right += 1;
  }
  const narrow = readingOf(items, drawOf, narrowly(files));
  const narrowBounds = soundBounds(narrow);
  for (const before of [evenly, mostlySmall]) {
    const often = guessesOf(narrow.puzzle, narrowBounds, { before, rounds: 6 });
    for (const [index, count] of narrow.truth.entries()) {
      if (narrow.puzzle.shown[index] === UNKNOWN) continue;
      const right = often[index] === count;
      if (isSmall(often[index])) {
        found.claims.said += 1;
        if (right) found.claims.right += 1;
      }
      if (!isSmall(count)) continue;
      found.narrow.small += 1;
      if (right) found.narrow.right += 1;
    }
  }
  return found;
}

function soundBounds({ puzzle, truth, names }: Reading): Bounds {
  const bounds = boundsOf(puzzle);
  for (let index = 0; index < truth.length; index += 1) {
    const count = truth[index] ?? 0;
    if (count < (bounds.low[index] ?? 0) || count > (bounds.high[index] ?? 0))
      throw new Error(
        `the attack is wrong about ${names[index]}: ${bounds.low[index]} to ${bounds.high[index]}, not ${count}`,
      );
  }
  return bounds;
}

export const attackWorld = (seed: number, against: Against): Found => attack(worldOf(seed), against);

export function together(all: readonly Found[]): Found {
  const sum = (of: (one: Found) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    small: sum(({ small }) => small),
    met: sum(({ met }) => met),
    metUnsaid: sum(({ metUnsaid }) => metUnsaid),
    within: sum(({ within }) => within),
    guessed: { small: sum(({ guessed }) => guessed.small), right: sum(({ guessed }) => guessed.right) },
    narrow: { small: sum(({ narrow }) => narrow.small), right: sum(({ narrow }) => narrow.right) },
    claims: { said: sum(({ claims }) => claims.said), right: sum(({ claims }) => claims.right) },
    known: all.flatMap(({ known }) => known),
  };
}
