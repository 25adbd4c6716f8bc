import type { Part } from './number-parts.ts';

/** One number of a text. `unclear`: its one sign could be a decimal one too. */
export type Amount = {
  value: number;
  /** Decimals written. */
  places: number;
  unclear: boolean;
  article: boolean;
  inFigures: boolean;
  unit: 'euro' | 'cent' | 'years' | null;
};

/** A number under way: what is counted by thousands already, and what comes after. `room`: what comes must be less than this. */
type Sum = Omit<Amount, 'value' | 'unit'> & { done: number; now: number | null; room: number };

const START: Sum = { done: 0, now: null, room: Infinity, places: 0, unclear: false, article: false, inFigures: false };

/** The numbers of a text in their order, each with the unit beside it; euros and cents are one. */
export function amountsOf(parts: readonly Part[]): Amount[] {
  const found: { amount: Amount; from: number; to: number }[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    let sum = add(START, parts[at], true);
    if (!sum) continue;
    let to = at;
    for (let next = at + 1; next < parts.length; next += 1) {
      if (parts[next]?.is === 'join' || isHyphen(parts, next)) continue;
      const more = add(sum, parts[next], false);
      if (!more) break;
      [sum, to] = [more, next];
    }
    const value = (sum.done + (sum.now ?? 0)) * (isBelowZero(parts, at) ? -1 : 1);
    found.push({ amount: { ...amountOf(sum), value, unit: null }, from: at, to });
    at = to;
  }
  withUnits(parts, found);
  return withCents(found.map(({ amount }) => amount));
}

/** `thirty-five`. */
const isHyphen = (parts: readonly Part[], at: number): boolean =>
  parts[at]?.is === 'dash' && parts[at - 1]?.is === 'word' && parts[at + 1]?.is === 'word';

const amountOf = ({ places, unclear, article, inFigures }: Sum) => ({ places, unclear, article, inFigures });

/** Null: the part does not belong to this number. */
function add(sum: Sum, part: Part | undefined, first: boolean): Sum | null {
  const { now } = sum;
  switch (part?.is) {
    case 'figures': {
      const { value, places, thousands } = part.figures;
      if (now !== null || value >= sum.room) return null;
      return { ...sum, now: value, places, unclear: thousands, inFigures: true };
    }
    case 'word':
      if (now === null)
        return part.value < sum.room ? { ...sum, now: part.value, article: first && part.article } : null;
      if (sum.inFigures || !fitsAfter(now, part.value)) return null;
      return { ...sum, now: now + part.value, article: false };
    case 'scale':
      return scaled(sum, part.factor, first);
    case 'half':
      if (first) return null;
      return now === null ? { ...sum, done: sum.done + sum.room / 2, room: 0 } : { ...sum, now: now + 0.5, places: 1 };
    default:
      return null;
  }
}

function scaled(sum: Sum, factor: number, first: boolean): Sum | null {
  if (sum.now === null && !first) return null;
  const now = (sum.now ?? 1) * factor;
  const next = { ...sum, article: false, places: Number.isInteger(now) ? 0 : sum.places };
  return factor < 1000 ? { ...next, now } : { ...next, done: sum.done + now, now: null, room: factor };
}

/** `dvadeset pet`, `njëqind e tre`: after a round number, what is less than its last place. */
const fitsAfter = (now: number, value: number): boolean =>
  value > 0 && ((now >= 100 && now % 100 === 0 && value < 100) || (now >= 20 && now % 10 === 0 && value < 10));

/** A dash before a number is a minus where nothing stands before the dash that it could part from the number. */
function isBelowZero(parts: readonly Part[], at: number): boolean {
  const before = parts[at - 1]?.is;
  if (before === 'minus') return true;
  return before === 'dash' && [undefined, 'euro', 'around'].includes(parts[at - 2]?.is);
}

const UNITS = ['euro', 'cent', 'years'] as const;

function withUnits(parts: readonly Part[], found: { amount: Amount; from: number; to: number }[]): void {
  const taken = new Set<number>();
  for (const { amount, from, to } of found) {
    const after = parts[to + 1]?.is === 'dash' ? to + 2 : to + 1;
    for (const at of [after, from - 1]) {
      const unit = UNITS.find((one) => one === parts[at]?.is);
      if (amount.unit !== null || unit === undefined || taken.has(at)) continue;
      amount.unit = unit;
      taken.add(at);
    }
  }
}

function withCents(amounts: Amount[]): Amount[] {
  const merged: Amount[] = [];
  for (const amount of amounts) {
    const before = merged.at(-1);
    if (amount.unit !== 'cent' || amount.places > 0) merged.push(amount);
    else if (before?.unit === 'euro' && amount.value < 100 && before.places === 0)
      merged.splice(-1, 1, { ...before, value: before.value + amount.value / 100, places: 2 });
    else merged.push({ ...amount, value: amount.value / 100, places: 2, unit: 'euro' });
  }
  return merged;
}
