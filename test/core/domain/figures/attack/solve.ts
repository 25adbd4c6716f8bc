/**
 * What a reader of protected counts can work out: by bounds, which hold for certain, and by the likeliest value, which is a guess.
 * `shown`: as it stands in a file, or UNKNOWN where only its bounds are known. `sums`: the parts of a whole, each of its items in one part.
 * `atMost`: every item of the first is one of the second. `covered`: every item of the whole is in one part at least.
 */
export type Puzzle = {
  shown: number[];
  low: number[];
  high: number[];
  sums: { whole: number; parts: number[] }[];
  atMost: (readonly [part: number, whole: number])[];
  covered: { whole: number; parts: number[] }[];
};

export const UNKNOWN = -1;
const BASE = 5;

export type Bounds = { low: Int32Array; high: Int32Array };

/** The least and the most that each count can be, by every rule that holds between them, over and over until nothing moves. */
export function boundsOf({ low: least, high: most, sums, atMost, covered }: Puzzle): Bounds {
  const low = Int32Array.from(least);
  const high = Int32Array.from(most);
  let moved = true;
  const raise = (index: number, to: number) => {
    if (to > (low[index] ?? 0)) {
      low[index] = to;
      moved = true;
    }
  };
  const lower = (index: number, to: number) => {
    if (to < (high[index] ?? 0)) {
      high[index] = to;
      moved = true;
    }
  };
  while (moved) {
    moved = false;
    for (const [part, whole] of atMost) {
      raise(whole, low[part] ?? 0);
      lower(part, high[whole] ?? 0);
    }
    for (const { whole, parts } of sums) {
      let [least, most] = [0, 0];
      for (const part of parts) {
        least += low[part] ?? 0;
        most += high[part] ?? 0;
      }
      raise(whole, least);
      lower(whole, most);
      for (const part of parts) {
        const [partLow, partHigh] = [low[part] ?? 0, high[part] ?? 0];
        raise(part, (low[whole] ?? 0) - (most - partHigh));
        lower(part, (high[whole] ?? 0) - (least - partLow));
      }
    }
    for (const { whole, parts } of covered) {
      let most = 0;
      for (const part of parts) most += high[part] ?? 0;
      lower(whole, most);
      for (const part of parts) raise(part, (low[whole] ?? 0) - (most - (high[part] ?? 0)));
    }
  }
  return { low, high };
}

/** A weight for each value from `from` on. */
type Weights = { from: number; of: Float64Array };

/** How likely a count of that size is shown so. */
const likelihood = (count: number, shown: number): number =>
  shown === UNKNOWN ? 1 : Math.max(0, 1 - Math.abs(count - shown) / BASE);

function normal({ from, of }: Weights): Weights {
  let sum = 0;
  for (const weight of of) sum += weight;
  if (sum > 0) for (let index = 0; index < of.length; index += 1) of[index] = (of[index] ?? 0) / sum;
  return { from, of };
}

function added(one: Weights, other: Weights): Weights {
  const of = new Float64Array(one.of.length + other.of.length - 1);
  for (let i = 0; i < one.of.length; i += 1) {
    const weight = one.of[i] ?? 0;
    if (weight > 0)
      for (let j = 0; j < other.of.length; j += 1) of[i + j] = (of[i + j] ?? 0) + weight * (other.of[j] ?? 0);
  }
  return { from: one.from + other.from, of };
}

const at = ({ from, of }: Weights, value: number): number => of[value - from] ?? 0;
const NOTHING: Weights = { from: 0, of: Float64Array.of(1) };

/**
 * The likeliest value of each count: what the draw makes likely, and what every sum makes of the others, told to and fro (belief propagation).
 * `before`: how likely a count of that size is to begin with.
 */
export function guessesOf(
  puzzle: Puzzle,
  bounds: Bounds,
  {
    before,
    rounds,
    wanted,
  }: { before: (count: number) => number; rounds: number; wanted?: (index: number) => boolean },
): Int32Array {
  const { shown, sums, atMost } = puzzle;
  // In one round nobody hears of what nobody asks for.
  const asked = ({ members }: { members: readonly number[] }) =>
    members.every((index) => shown[index] !== UNKNOWN) && (!wanted || rounds > 1 || members.some(wanted));
  const kept = rounds > 1 ? 0.5 : 0;
  const size = shown.length;
  const fresh = (index: number, value: (count: number) => number): Weights => {
    const from = bounds.low[index] ?? 0;
    if (shown[index] === UNKNOWN) return { from, of: Float64Array.of(1) };
    const of = new Float64Array((bounds.high[index] ?? 0) - from + 1);
    for (let step = 0; step < of.length; step += 1) of[step] = value(from + step);
    return { from, of };
  };
  const prior = shown.map((count, index) => normal(fresh(index, (value) => likelihood(value, count) * before(value))));
  const rules = [
    ...sums.map(({ whole, parts }) => ({ members: [whole, ...parts], tell: tellSum })),
    ...atMost.map((pair) => ({ members: [...pair], tell: tellAtMost })),
  ].filter(asked);
  const told: Weights[][] = rules.map(({ members }) => members.map((index) => fresh(index, () => 1)));
  let beliefs = prior;
  for (let round = 0; round < rounds; round += 1) {
    for (const [which, { members, tell }] of rules.entries()) {
      const heard = told[which] ?? [];
      const without = members.map((index, place) => {
        const belief = beliefs[index] ?? NOTHING;
        const mine = heard[place] ?? NOTHING;
        return normal({
          from: belief.from,
          of: belief.of.map((weight, step) => weight / Math.max(1e-12, mine.of[step] ?? 1)),
        });
      });
      const news = tell(without);
      for (const [place, message] of news.entries()) {
        const old = heard[place];
        if (!old) continue;
        const fitted = fresh(members[place] ?? 0, (value) => at(message, value));
        normal(fitted);
        for (let step = 0; step < old.of.length; step += 1)
          old.of[step] = kept * (old.of[step] ?? 0) + (1 - kept) * ((fitted.of[step] ?? 0) + 1e-9);
      }
    }
    const next = prior.map(({ from, of }) => ({ from, of: of.slice() }));
    for (const [which, { members }] of rules.entries())
      for (const [place, index] of members.entries()) {
        const belief = next[index];
        const message = told[which]?.[place];
        if (!belief || !message) continue;
        for (let step = 0; step < belief.of.length; step += 1)
          belief.of[step] = (belief.of[step] ?? 0) * (message.of[step] ?? 1);
        normal(belief);
      }
    beliefs = next;
  }
  const guesses = new Int32Array(size);
  for (const [index, { from, of }] of beliefs.entries()) {
    let best = 0;
    for (let step = 1; step < of.length; step += 1) if ((of[step] ?? 0) > (of[best] ?? 0)) best = step;
    guesses[index] = from + best;
  }
  return guesses;
}

/** The first is the sum of the others. */
function tellSum([whole = NOTHING, ...parts]: Weights[]): Weights[] {
  const before: Weights[] = [NOTHING];
  for (const part of parts) before.push(added(before.at(-1) ?? NOTHING, part));
  let after: Weights = NOTHING;
  const others: Weights[] = [];
  for (let place = parts.length - 1; place >= 0; place -= 1) {
    others[place] = added(before[place] ?? NOTHING, after);
    after = added(parts[place] ?? NOTHING, after);
  }
  const turned = (weights: Weights): Weights => ({
    from: -(weights.from + weights.of.length - 1),
    of: weights.of.slice().reverse(),
  });
  return [before.at(-1) ?? NOTHING, ...others.map((rest) => added(whole, turned(rest)))];
}

/** The first is at most the second. */
function tellAtMost([part = NOTHING, whole = NOTHING]: Weights[]): Weights[] {
  const toPart = { from: part.from, of: part.of.slice() };
  for (let step = 0; step < toPart.of.length; step += 1) {
    let sum = 0;
    for (let other = 0; other < whole.of.length; other += 1)
      if (whole.from + other >= part.from + step) sum += whole.of[other] ?? 0;
    toPart.of[step] = sum;
  }
  const toWhole = { from: whole.from, of: whole.of.slice() };
  for (let step = 0; step < toWhole.of.length; step += 1) {
    let sum = 0;
    for (let other = 0; other < part.of.length; other += 1)
      if (part.from + other <= whole.from + step) sum += part.of[other] ?? 0;
    toWhole.of[step] = sum;
  }
  return [toPart, toWhole];
}
