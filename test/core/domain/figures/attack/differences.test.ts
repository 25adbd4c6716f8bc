import { describe, expect, test } from 'vitest';
import { roundRandomly } from '../../../../../src/core/domain/figures/round-randomly.ts';
import { drawOfSum } from '../../../../../src/core/privacy/draw.ts';
import { attack, together } from './attack.ts';
import type { Span } from './reader.ts';
import { worldOf } from './world.ts';

const KEY = Buffer.alloc(32, 3);
const drawOf = (sum: string) => drawOfSum(KEY, sum);
const WORLDS = Number(process.env.ATTACK_WORLDS ?? 2);

/** Ever more days of a month: every file minus the one before it would be a day. */
const upTo = (days: readonly number[]): Span[] => days.map((day) => [90, day] as const);

describe('who takes one file from another', () => {
  test.each([
    ['of a month, and of the same month without its last day', upTo([120, 119])],
    ['of a month as it was on each of its last four days', upTo([120, 119, 118, 117])],
    ['of a month, and of the one that begins a day later', [...upTo([120]), [91, 121] as const]],
  ])(
    'knows no count of a day, nor any other: %s',
    (name, files) => {
      const found = together(
        Array.from({ length: WORLDS }, (_, seed) => attack(worldOf(seed), { files, guess: false, drawOf })),
      );
      if (WORLDS > 100) console.info(name, JSON.stringify(found));
      expect([found.met, found.metUnsaid, found.known]).toEqual([0, 0, []]);
    },
    Math.max(300_000, WORLDS * 30_000),
  );

  /** What both files let a count be, if one item left the cell between them, or came into it. */
  test.each([1, -1])('knows no count from a file before and one after an item was moved: by %i', (by) => {
    for (let count = 1; count <= 4; count += 1)
      for (let draw = 0; draw < 1; draw += 0.05)
        for (let other = 0; other < 1; other += 0.05) {
          const before = roundRandomly(count, { count: draw, money: 0 });
          const after = roundRandomly(count - by, { count: other, money: 0 });
          const low = Math.max(0, before - 4, after - 4 + by);
          const high = Math.min(before + 4, after + 4 + by);
          expect(low <= count && count <= high).toBe(true);
          expect(high - low).toBeGreaterThanOrEqual(2);
        }
  });
});
