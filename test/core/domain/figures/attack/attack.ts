import { NARROW, type Reading, readingOf } from './reader.ts';
import { type Bounds, boundsOf, guessesOf } from './solve.ts';
import { worldOf } from './world.ts';

/** Of the true counts from one to four: how many there were, and what could be told of them. */
export type Found = {
  small: number;
  /** The least and the most that it can be are the same. */
  met: number;
  /** They are at most two apart: it is known within one. */
  within: number;
  /** The likeliest value is the true one, of all and of the narrower reading. */
  right: number;
  narrow: { small: number; right: number };
  /** Of the guesses that say one to four, how many are right. */
  claims: { said: number; right: number };
};

const isSmall = (count: number | undefined): boolean => count !== undefined && count >= 1 && count <= 4;
/** Nothing is known of a town: every count is as likely as every other. */
const evenly = () => 1;

/** One generated world: all its shared files are put together and gone through. Throws where a bound is wrong, for then the attack is. */
export function attack(seed: number, key: Buffer): Found {
  const items = worldOf(seed);
  const reading = readingOf(items, key);
  const bounds = soundBounds(reading);
  const { truth, puzzle } = reading;
  const guesses = guessesOf(puzzle, bounds, {
    before: evenly,
    rounds: 1,
    wanted: (index) => isSmall(truth[index]),
  });
  const found: Found = {
    ...{ small: 0, met: 0, within: 0, right: 0 },
    narrow: { small: 0, right: 0 },
    claims: { said: 0, right: 0 },
  };
  for (const [index, count] of truth.entries()) {
    if (!isSmall(count)) continue;
    const spread = (bounds.high[index] ?? 0) - (bounds.low[index] ?? 0);
    found.small += 1;
    if (spread === 0) found.met += 1;
    if (spread <= 2) found.within += 1;
    if (guesses[index] === count) found.right += 1;
  }
  const narrow = readingOf(items, key, NARROW);
  const often = guessesOf(narrow.puzzle, soundBounds(narrow), { before: evenly, rounds: 6 });
  for (const [index, count] of narrow.truth.entries()) {
    const right = often[index] === count;
    if (isSmall(often[index])) {
      found.claims.said += 1;
      if (right) found.claims.right += 1;
    }
    if (!isSmall(count)) continue;
    found.narrow.small += 1;
    if (right) found.narrow.right += 1;
  }
  return found;
}

function soundBounds({ puzzle, truth, names }: Reading): Bounds {
  const bounds = boundsOf(puzzle);
  for (const [index, count] of truth.entries())
    if (count < (bounds.low[index] ?? 0) || count > (bounds.high[index] ?? 0))
      throw new Error(`the attack is wrong about ${names[index]}`);
  return bounds;
}

export function together(all: readonly Found[]): Found {
  const sum = (of: (one: Found) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    small: sum(({ small }) => small),
    met: sum(({ met }) => met),
    within: sum(({ within }) => within),
    right: sum(({ right }) => right),
    narrow: { small: sum(({ narrow }) => narrow.small), right: sum(({ narrow }) => narrow.right) },
    claims: { said: sum(({ claims }) => claims.said), right: sum(({ claims }) => claims.right) },
  };
}
