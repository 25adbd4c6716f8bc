import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { findItems } from '../src/core/items/search/find-items.ts';
import { readSearchIndex } from '../src/core/items/search/search-index.ts';
import { connect } from '../src/db/client.ts';
import { items } from '../src/db/schema/items/items.ts';
import { benchLine } from './line.ts';
import { median } from './percentile.ts';
import type { SearchFigure } from './search.ts';

const url = process.argv[2] as string;
const LIMIT = 40;
const ROUNDS = 60;

const database = connect(url, { max: 4 });
const line = await benchLine(database);
const member = { id: '00000000-0000-4000-8000-000000000001', roles: ['triage'] } as unknown as Parameters<
  typeof findItems
>[1];

/** The search as it was: one `exists` a word, over keyed hashes in the clear. */
async function findBefore(words: number[]): Promise<string[]> {
  const hashes = words.map((word) => createHash('md5').update(String(word)).digest());
  const holds = hashes.map(
    (hash) => sql`exists (select 1 from search_words w where w.item_id = ${items.id} and w.word_hash = ${hash})`,
  );
  const found = await database.read
    .select()
    .from(items)
    .where(and(...holds, eq(items.sensitive, false)))
    .orderBy(desc(items.receivedAt))
    .limit(LIMIT);
  return found.map((row) => row.reference);
}
async function findNow(words: number[]): Promise<string[]> {
  const found = await findItems(line, member, words.map((word) => `w${word}`).join(' '), LIMIT);
  if (!found.ok) throw new Error(found.code);
  return found.value.map((row) => row.reference);
}

const memory = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
};
const empty = memory();
const started = performance.now();
const index = await readSearchIndex(line);
const loadSeconds = (performance.now() - started) / 1000;
const grownMb = memory() - empty;

/** Words by their number: the lower the commoner. */
const KINDS: Record<string, (round: number) => number[]> = {
  'a common word': (round) => [1 + (round % 5)],
  'an ordinary word': (round) => [300 + round * 7],
  'a rare word': (round) => [150_000 + round * 11],
  'a common and an ordinary word': (round) => [1 + (round % 5), 300 + round * 7],
  'two ordinary words': (round) => [200 + round, 300 + round * 3],
  'two common and a rare word': (round) => [1, 2 + (round % 3), 120_000 + round * 13],
};
const kinds: SearchFigure['kinds'] = [];
for (const [name, wordsOf] of Object.entries(KINDS)) {
  const [before, after]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const words = wordsOf(round);
    const timed = async (find: (asked: number[]) => Promise<string[]>, times: number[]) => {
      const from = performance.now();
      const found = await find(words);
      times.push(performance.now() - from);
      return found;
    };
    const [one, other] = [await timed(findBefore, before), await timed(findNow, after)];
    if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`not the same items for ${name}`);
  }
  kinds.push({ name, beforeMs: median(before), nowMs: median(after) });
}
process.send?.({ loadSeconds, indexMb: index.bytes() / 1e6, grownMb, kinds } satisfies Omit<SearchFigure, 'items'>);
await database.close();
process.disconnect?.();
