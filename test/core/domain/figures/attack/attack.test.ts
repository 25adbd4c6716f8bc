import { expect, test } from 'vitest';
import { drawOfSum } from '../../../../../src/core/privacy/draw.ts';
import { attackWorld, together } from './attack.ts';
import { MONTHLY, OVERLAPPING } from './reader.ts';

/** `ATTACK_WORLDS=500` for the whole: a minute or two a hundred worlds. */
const WORLDS = Number(process.env.ATTACK_WORLDS ?? 4);
/** In these, while draws had nothing to do with each other, counts were known. */
const ONCE_KNOWN = [33, 34, 58];
const seeds =
  WORLDS > 100 ? [...Array(WORLDS).keys()] : [...Array(Math.max(0, WORLDS - ONCE_KNOWN.length)).keys(), ...ONCE_KNOWN];
/** The likeliest values take ten times as long as the bounds: of the long form, in every twentieth world. */
const isGuessed = (index: number) => (WORLDS > 100 ? index % 20 === 0 : index === 0);
const KEY = Buffer.alloc(32, 3);

/**
 * Whoever has every shared file of all periods and kinds together, with sector by agency on top, learns no count of one to four, neither one
 * that is printed nor one between two of them.
 */
test.each([
  ['two periods that neighbour and one that overlaps both', OVERLAPPING],
  ['three months and their quarter', MONTHLY],
])(
  `of ${seeds.length} invented worlds no small count is known, and no best guess is right more than half the time: %s`,
  (name, files) => {
    const drawOf = (sum: string) => drawOfSum(KEY, sum);
    const found = together(seeds.map((seed, index) => attackWorld(seed, { files, guess: isGuessed(index), drawOf })));
    if (WORLDS > 100) console.info(name, JSON.stringify(found));
    expect(found.small).toBeGreaterThan(WORLDS * 100);
    expect([found.met, found.metUnsaid, found.known]).toEqual([0, 0, []]);
    expect(found.guessed.right / found.guessed.small).toBeLessThan(0.5);
    expect(found.narrow.right / found.narrow.small).toBeLessThan(0.5);
    expect(found.claims.right / found.claims.said).toBeLessThan(0.5);
    expect(found.within / found.small).toBeLessThan(0.15);
  },
  Math.max(300_000, WORLDS * 60_000),
);
