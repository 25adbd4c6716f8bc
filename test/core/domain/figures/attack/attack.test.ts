import { expect, test } from 'vitest';
import { attack, together } from './attack.ts';

/** `ATTACK_WORLDS=500` for the whole: minutes a hundred worlds. */
const WORLDS = Number(process.env.ATTACK_WORLDS ?? 3);
/** In the last of a few, one person's cells were known while people were crossed by kind too. */
const seeds = WORLDS > 171 ? [...Array(WORLDS).keys()] : [...Array(WORLDS - 1).keys(), 171];
const KEY = Buffer.alloc(32, 3);

/**
 * Whoever has every shared file of two neighbouring periods, of one that overlaps both and of the time until the end of each, of all kinds, with
 * all breakdowns, sector by agency and gender by community, learns no count of one to four.
 */
test(
  `of ${WORLDS} invented worlds no small count is known, and no best guess is right more than half the time`,
  () => {
    const found = together(seeds.map((seed) => attack(seed, KEY)));
    if (WORLDS > 100) console.info(JSON.stringify(found));
    expect(found.small).toBeGreaterThan(WORLDS * 100);
    expect(found.met).toBe(0);
    expect(found.right / found.small).toBeLessThan(0.5);
    expect(found.narrow.right / found.narrow.small).toBeLessThan(0.5);
    expect(found.claims.right / found.claims.said).toBeLessThan(0.5);
    expect(found.within / found.small).toBeLessThan(0.1);
  },
  Math.max(300_000, WORLDS * 60_000),
);
