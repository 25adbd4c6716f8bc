import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  COMMUNITIES,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  LANGUAGES,
  MUNICIPALITIES,
  SECTORS,
} from '../../../../../src/core/domain/codes.ts';

/** An invented item: a code of each list or null where nobody said, the day it came, and what came of it. */
export type Item = {
  number: bigint;
  day: number;
  codes: Record<string, string | null>;
  communities: readonly string[];
  came: Record<string, boolean>;
};

export const LISTS: Record<string, readonly string[]> = {
  kind: ITEM_KINDS,
  type: FEEDBACK_TYPES.filter((type) => type !== 'sensitive_report'),
  municipality: MUNICIPALITIES,
  sector: SECTORS,
  agency: AGENCIES,
  language: LANGUAGES,
  channel: CHANNELS,
  gender: GENDERS,
  age_band: AGE_BANDS,
  disability: DISABILITIES,
};
/** What may be left unsaid. */
const UNSAID: Record<string, number> = {
  type: 0,
  municipality: 0.1,
  sector: 0.1,
  gender: 0.5,
  age_band: 0.6,
  disability: 0.7,
};

/** Mulberry32: the same world for the same seed, everywhere. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each code of a list as likely as in a town of its own: some come often, most hardly ever. */
function skewed(roll: () => number, list: readonly string[]): () => string {
  const weights = list.map(() => Math.log(1 - roll()) ** 2);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return () => {
    let left = roll() * sum;
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return list[index] ?? '';
    }
    return list.at(-1) ?? '';
  };
}

export const DAYS = 270;

export function worldOf(seed: number): Item[] {
  const roll = dice(seed);
  const many = Math.round(8 * 50 ** roll());
  const pick = Object.fromEntries(Object.entries(LISTS).map(([name, list]) => [name, skewed(roll, list)]));
  const community = skewed(roll, COMMUNITIES);
  const [answers, closes, told, again] = [roll(), roll(), roll(), roll() * 0.3];
  return Array.from({ length: many }, () => {
    const codes: Item['codes'] = {};
    for (const name of Object.keys(LISTS)) codes[name] = roll() < (UNSAID[name] ?? 0) ? null : (pick[name]?.() ?? null);
    if (codes.kind !== 'feedback') codes.type = null;
    const asked = codes.gender !== null;
    const answered = roll() < answers;
    const closed = answered && roll() < closes;
    const said = closed && roll() < 0.5 ? roll() : null;
    return {
      number: BigInt(Math.floor(roll() * 2 ** 32)) * 65536n + BigInt(Math.floor(roll() * 65536)),
      day: Math.floor(roll() * DAYS),
      codes,
      communities:
        asked && roll() < 0.8 ? [...new Set(roll() < 0.15 ? [community(), community()] : [community()])] : [],
      came: {
        received: true,
        answered,
        closed,
        loop_closed: closed && roll() < told,
        reopened: closed && roll() < again,
        satisfied: said !== null && said < 0.6,
        partly_satisfied: said !== null && said >= 0.6 && said < 0.8,
        unsatisfied: said !== null && said >= 0.8,
      },
    };
  });
}
