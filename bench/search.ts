import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { packBag, sealBag } from '../src/core/items/search/search-index.ts';
import { openKeyring } from '../src/core/privacy/keyring.ts';
import { connect } from '../src/db/client.ts';
import { createBenchDatabase } from './database.ts';

export type SearchFigure = {
  items: number;
  /** Reading the whole index into memory, as the first search after a start does. */
  loadSeconds: number;
  indexMb: number;
  /** What the process grew by, everything included. */
  grownMb: number;
  kinds: { name: string; beforeMs: number; nowMs: number }[];
};

/** Different words in the invented language; how often each comes falls with its number. */
const WORDS = 200_000;

/** What `/line find` takes now, beside the hashes of words in a table as it was before, on the same items in the same process. */
export async function measureSearch(items: number): Promise<SearchFigure> {
  const database = await createBenchDatabase();
  await fill(database.url, items);
  const child = fork(new URL('./search-subject.ts', import.meta.url), [database.url], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  const [figure] = (await once(child, 'message')) as [Omit<SearchFigure, 'items'>];
  await once(child, 'exit');
  await database.drop();
  return { items, ...figure };
}

async function fill(url: string, items: number): Promise<void> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  await sql`insert into person_keys (id, wrapped_key, master_version) values ('00000000-0000-4000-8000-000000000000', ${Buffer.alloc(61)}, 1)`;
  await sql`
    insert into items (id, reference, submission_key, kind, type, status, agency, language, channel, key_id, received_at, due_at, updated_at)
    select gen_random_uuid(), 'F-' || n, gen_random_uuid(), 'feedback', 'complaint', 'open', 'UNDP', 'sq', 'telegram',
      '00000000-0000-4000-8000-000000000000', '2024-01-01'::timestamptz + n * interval '1 minute', now(), now()
    from generate_series(1, ${items}::int) n`;
  await sql`
    create table bench_words as
    select i.id, i.received_at, (select array_agg(distinct floor(power(${WORDS}::float8, random()))::int)
      from generate_series(1, 14) where i.id is not null) as words
    from items i`;
  await sql`create table search_words (item_id uuid not null, word_hash bytea not null)`;
  await sql`insert into search_words select id, decode(md5(unnest(words)::text), 'hex') from bench_words`;
  await sql`alter table search_words add primary key (item_id, word_hash)`;
  await sql`create index on search_words (word_hash, item_id)`;
  await fillBags(url, sql);
  await sql`vacuum analyze`;
  await sql.end();
}

async function fillBags(url: string, sql: postgres.Sql): Promise<void> {
  const database = connect(url, { max: 1 });
  const keyring = await openKeyring(database, Buffer.alloc(32, 7));
  const hashes = new Map<number, Buffer>();
  const hashOf = (word: number) => {
    const known = hashes.get(word) ?? keyring.lookupHash('word', `w${word}`).subarray(0, 8);
    hashes.set(word, known);
    return known;
  };
  const rows = sql<
    { id: string; received_at: Date; words: number[] }[]
  >`select id, received_at, words from bench_words order by received_at`.cursor(5000);
  async function* lines() {
    for await (const batch of rows) {
      const sealed = batch.map(({ id, received_at, words }) => {
        const bag = sealBag(keyring.indexKey(), id, packBag(received_at.getTime(), words.map(hashOf)));
        return `${id}\t${bag.keyVersion}\t\\\\x${bag.sealed.toString('hex')}\n`;
      });
      yield sealed.join('');
    }
  }
  const into = await sql`copy search_bags (item_id, key_version, sealed) from stdin`.writable();
  await pipeline(Readable.from(lines()), into);
  await database.close();
}
