import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordIndex, WORD_BYTES } from '../../../../src/core/items/search/word-index.ts';

/** As a keyed hash: of any value, the same for the same word. */
const hash = (word: number): Buffer => {
  const bytes = Buffer.alloc(WORD_BYTES);
  bytes.writeUInt32LE((word * 2_654_435_761) % 2 ** 32, 0);
  bytes.writeUInt32LE(word, 4);
  return bytes;
};
const bag = (words: number[]) => Buffer.concat([...new Set(words)].map(hash));

test('it finds what a search from end to end would find, newest first, whatever was put again, dropped and settled', () => {
  const step = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        put: fc.nat(30),
        at: fc.nat(1000),
        words: fc.array(fc.nat(12), { maxLength: 6 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ drop: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.constant('settle' as const) },
  );
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.array(fc.nat(13), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 40 }),
      (steps, asked, most) => {
        const ids = Array.from({ length: 31 }, () => randomUUID());
        const index = createWordIndex();
        const naive = new Map<string, { at: number; words: number[] }>();
        for (const [place, one] of steps.entries()) {
          if (one === 'settle') index.settle();
          else if ('drop' in one) {
            index.drop(ids[one.drop] as string);
            naive.delete(ids[one.drop] as string);
          } else {
            // No two at one moment: then there is one right order.
            const at = one.at * 100 + place;
            index.put(ids[one.put] as string, at, bag(one.words));
            naive.set(ids[one.put] as string, { at, words: one.words });
          }
        }
        const all = [...naive]
          .filter(([, { words }]) => asked.every((word) => words.includes(word)))
          .sort(([, one], [, other]) => other.at - one.at)
          .map(([id]) => id);
        const found = index.find(asked.map(hash), most);
        expect(found.itemIds).toEqual(all.slice(0, most));
        if (all.length > most) expect(found.more).toBe(true);
        expect(index.items()).toBe(naive.size);
      },
    ),
    { numRuns: 300 },
  );
});

test('it takes less than ten bytes a word of an item', () => {
  const index = createWordIndex();
  const items = 20_000;
  for (let item = 0; item < items; item += 1)
    index.put(randomUUID(), item, bag(Array.from({ length: 20 }, (_, place) => (item * 7 + place * place) % 5000)));
  index.settle();
  expect(index.bytes() / (items * 20)).toBeLessThan(10);
});
