import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchableWords } from '../../../src/core/domain/text/fold.ts';
import { indexPending } from '../../../src/core/items/search/search-index.ts';
import { submitSample } from '../../support/items.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

/** Invented words, the commonest first, as often as words of a language are (Zipf). Whoever attacks has the same dictionary. */
const SYLLABLES = ['ba', 're', 'do', 'ki', 'mu', 'sha', 'lle', 'zi', 'no', 'qe', 'fu', 'ta'];
const DICTIONARY = Array.from(
  { length: 144 },
  (_, place) => `${SYLLABLES[place % 12]}${SYLLABLES[Math.floor(place / 12)]}${SYLLABLES[(place * 7 + 3) % 12]}`,
);
const WEIGHTS = DICTIONARY.map((_, place) => 1 / (place + 2));
const UP_TO = WEIGHTS.map((_, place) => WEIGHTS.slice(0, place + 1).reduce((sum, weight) => sum + weight, 0));
const TOTAL = UP_TO.at(-1) as number;

/** The same numbers in every run. */
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
function writer(seed: number) {
  const next = numbers(seed);
  return (length: number) =>
    Array.from({ length }, () => {
      const drawn = next() * TOTAL;
      return DICTIONARY[UP_TO.findIndex((sum) => drawn < sum)] as string;
    }).join(' ');
}

/** What a thief reads beside an item: values that come again elsewhere. Anything that does not is noise. */
type Seen = Map<string, Set<string>>;
type Bytes = { itemId: string; bytes: Buffer };

function recurring(values: Bytes[], width: number, shift: number): Seen {
  const where = new Map<string, Set<string>>();
  for (const { itemId, bytes } of values)
    for (let at = shift; at + width <= bytes.length; at += width) {
      const token = bytes.subarray(at, at + width).toString('hex');
      where.set(token, (where.get(token) ?? new Set()).add(itemId));
    }
  const seen: Seen = new Map();
  for (const [token, itemIds] of where)
    if (itemIds.size > 1 && !/^(00)+$/.test(token))
      for (const itemId of itemIds) seen.set(itemId, (seen.get(itemId) ?? new Set()).add(token));
  return seen;
}

const wordsOf = (text: string) => new Set(searchableWords(text));
/** How much of what somebody wrote the thief names, of as many guesses as there are words. */
const score = (guessed: Iterable<string>, written: Set<string>) =>
  [...guessed].slice(0, written.size).filter((word) => written.has(word)).length / written.size;

/** Without any index: the commonest words of the language. */
const guess = (written: Set<string>) => score(DICTIONARY, written);

/** Counts in how many items each value is; the commonest value is the commonest word, and so on. */
function byFrequency(seen: Seen, targetId: string, written: Set<string>): number {
  const counts = new Map<string, number>();
  for (const tokens of seen.values()) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const ranked = [...counts].sort(([, one], [, other]) => other - one).map(([token]) => token);
  const read = new Map(ranked.map((token, rank) => [token, DICTIONARY[rank]]));
  const named = [...(seen.get(targetId) ?? [])].flatMap((token) => read.get(token) ?? []);
  return score([...named, ...DICTIONARY.filter((word) => !named.includes(word))], written);
}

/** Seven messages of the thief's own, in which every word stands in another choice of messages; and answers that are published. */
const LABELS = DICTIONARY.slice(0, 100);
const CODED = Array.from({ length: 7 }, (_, bit) =>
  LABELS.filter((_word, place) => ((place + 1) >> bit) & 1).join(' '),
);
function byLabels(seen: Seen, coded: string[], targetId: string, written: Set<string>): number {
  const own = coded.map((itemId) => seen.get(itemId) ?? new Set<string>());
  const named = [...(seen.get(targetId) ?? [])].flatMap((token) => {
    const code = own.reduce((sum, tokens, bit) => sum + (tokens.has(token) ? 1 << bit : 0), 0);
    return LABELS[code - 1] ?? [];
  });
  return score([...named, ...DICTIONARY.filter((word) => !named.includes(word))], written);
}

let line: TestLine;
const texts = new Map<string, string>();
let coded: string[];
let targets: { ordinary: string; anonymous: string };
/** As the rows were before: one keyed hash a word beside the item, whoever wrote it. */
let before: Bytes[];
let after: Map<string, Bytes[]>;

beforeAll(async () => {
  line = await openTestLine();
  const staff = await makeStaff(line, ['triage']);
  const submit = async (text: string, from: 'anonymous' | 'entered_by_staff') => {
    const { itemId } = await submitSample(line, [{ kind: 'text', text }], {
      sector: 'health',
      channel: 'phone',
      from,
      by: from === 'anonymous' ? { kind: 'resident' } : { kind: 'staff', member: staff },
    });
    texts.set(itemId, text);
    return itemId;
  };
  const write = writer(20_261_127);
  for (let item = 0; item < 250; item += 1) await submit(write(14), 'entered_by_staff');
  coded = [];
  for (const text of CODED) coded.push(await submit(text, 'entered_by_staff'));
  targets = {
    ordinary: await submit(write(25), 'entered_by_staff'),
    anonymous: await submit(write(25), 'anonymous'),
  };
  for (let round = 0; round < 10; round += 1) await indexPending(line);
  before = rowsOfBefore([...texts, ...Array.from({ length: 15_000 }, () => [randomUUID(), write(14)] as const)]);
  after = await everythingBesideItems();
});
afterAll(() => line.close());

/** As the table was: the first half of a keyed hash for each word, beside the item's id. A line of some years gives a thief more to count. */
function rowsOfBefore(items: (readonly [itemId: string, text: string])[]): Bytes[] {
  const key = randomBytes(32);
  const hashes = new Map(
    DICTIONARY.map((word) => [word, createHmac('sha256', key).update(word).digest().subarray(0, 16)]),
  );
  return items.flatMap(([itemId, text]) =>
    searchableWords(text).flatMap((word) => ({ itemId, bytes: hashes.get(word) as Buffer })),
  );
}

/** Every column of bytes in every table that names an item. */
async function everythingBesideItems(): Promise<Map<string, Bytes[]>> {
  const columns = await rows(
    line,
    `select b.table_name, b.column_name, i.column_name as item from information_schema.columns b
     join information_schema.columns i on i.table_schema = b.table_schema and i.table_name = b.table_name
       and i.column_name = case b.table_name when 'items' then 'id' else 'item_id' end
     where b.table_schema = 'public' and b.data_type = 'bytea'`,
  );
  const all = new Map<string, Bytes[]>();
  for (const { table_name, column_name, item } of columns) {
    const values = await rows(
      line,
      `select ${item} as item, ${column_name} as bytes from ${table_name} where ${column_name} is not null and ${item} is not null`,
    );
    all.set(
      `${table_name}.${column_name}`,
      values.map((one) => ({ itemId: one.item as string, bytes: one.bytes as Buffer })),
    );
  }
  return all;
}

/** All ways of cutting a column that a thief may try; the best of them counts. */
function best(values: Bytes[], attack: (seen: Seen) => number): number {
  const scores: number[] = [];
  for (const width of [8, 16])
    for (let shift = 0; shift < width; shift += 1) scores.push(attack(recurring(values, width, shift)));
  return Math.max(...scores);
}

describe('a thief with the dump and a dictionary', () => {
  for (const who of ['ordinary', 'anonymous'] as const) {
    test(`read most of an ${who} report by how often words come, or by words of their own, while hashes of words stood beside items`, () => {
      const written = wordsOf(texts.get(targets[who]) as string);
      const plain = guess(written);
      const seen = recurring(before, 16, 0);
      expect(byFrequency(seen, targets[who], written)).toBeGreaterThan(plain);
      expect(byLabels(seen, coded, targets[who], written)).toBeGreaterThan(0.8);
    });

    test(`gains nothing over guessing the words of an ${who} report from any column beside an item`, () => {
      const written = wordsOf(texts.get(targets[who]) as string);
      expect(after.get('search_bags.sealed')?.length).toBe(texts.size - 1);
      for (const [column, values] of after) {
        expect(
          best(values, (seen) => byFrequency(seen, targets[who], written)),
          column,
        ).toBe(guess(written));
        expect(
          best(values, (seen) => byLabels(seen, coded, targets[who], written)),
          column,
        ).toBe(guess(written));
      }
    });
  }

  test('learns by the sizes of a bag and of the sealed message beside it no more than a class', () => {
    const sizes = new Set(after.get('search_bags.sealed')?.map(({ bytes }) => bytes.length));
    const lengths = new Set(after.get('messages.sealed_body')?.map(({ bytes }) => bytes.length));
    expect(sizes.size).toBeLessThan(5);
    expect(lengths.size).toBeLessThan(5);
  });
});
