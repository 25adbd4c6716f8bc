import type { Database, Tx } from '../../../db/client.ts';
import {
  deletePending,
  emptySearchBags,
  type ItemToIndex,
  listSearchBags,
  lockIndexing,
  lockItemsToIndex,
  readSearchState,
  readWordsToIndex,
  type SearchBag,
  type SearchState,
  writeSearchBags,
} from '../../../db/queries/items/search.ts';
import { searchableWords } from '../../domain/text/fold.ts';
import type { Line } from '../../line.ts';
import { sealedIn } from '../../privacy/places.ts';
import { open, seal } from '../../privacy/seal.ts';
import { openBody } from './item-words.ts';
import { createWordIndex, WORD_BYTES, type WordIndex } from './word-index.ts';

/** Small: the items of a batch are held while it is made. */
const BATCH = 100;
const LOAD_BATCH = 2000;
/** What a recurring run takes at the most, so that others have their turn. */
const BATCHES_A_RUN = 100;
const BATCHES_A_SEARCH = 10;

export const wordHash = (line: Line, word: string): Buffer =>
  line.keyring.lookupHash('word', word).subarray(0, WORD_BYTES);

/** When, then the words, then nothing up to a power of two: a bag's size tells a class, and most messages are of one. */
const HEAD_BYTES = 10;
const LEAST_WORDS = 16;
const MOST_WORDS = 0xffff;

export function packBag(receivedAt: number, hashes: readonly Buffer[]): Buffer {
  const taken = hashes.slice(0, MOST_WORDS);
  const room = 2 ** Math.ceil(Math.log2(Math.max(taken.length, LEAST_WORDS)));
  const bag = Buffer.alloc(HEAD_BYTES + room * WORD_BYTES);
  bag.writeDoubleLE(receivedAt, 0);
  bag.writeUInt16LE(taken.length, 8);
  // Sorted: nothing is left of the order in which somebody wrote.
  [...taken].sort(Buffer.compare).forEach((hash, place) => {
    hash.copy(bag, HEAD_BYTES + place * WORD_BYTES);
  });
  return bag;
}

export const sealBag = (key: { version: number; key: Buffer }, itemId: string, bag: Buffer): SearchBag => ({
  itemId,
  keyVersion: key.version,
  sealed: seal(key.key, sealedIn.searchBag(itemId), bag),
});

function unpackBag(bag: Buffer): { receivedAt: number; words: Buffer } {
  const end = HEAD_BYTES + bag.readUInt16LE(8) * WORD_BYTES;
  return { receivedAt: bag.readDoubleLE(0), words: bag.subarray(HEAD_BYTES, end) };
}

/** Makes the bags of the next items whose words changed. Whether more can be done at once. */
async function indexBatch(line: Line): Promise<boolean> {
  return line.database.transaction(async (tx) => {
    await lockIndexing(tx);
    const { items: next, more } = await lockItemsToIndex(tx, BATCH);
    const bags = await makeBags(tx, line, next);
    await writeSearchBags(tx, bags);
    const made = new Set(bags.map(({ itemId }) => itemId));
    await emptySearchBags(
      tx,
      next.map(({ id }) => id).filter((id) => !made.has(id)),
    );
    await deletePending(
      tx,
      next.flatMap(({ pending }) => pending),
    );
    return more && next.length > 0;
  });
}

async function makeBags(tx: Tx, line: Line, items: ItemToIndex[]): Promise<SearchBag[]> {
  const found = items.filter(({ findable }) => findable);
  const words = await readWordsToIndex(
    tx,
    found.map(({ id }) => id),
  );
  const keys = await line.keyring.keys(
    tx,
    found.flatMap(({ keyId }) => keyId ?? []),
  );
  return found.flatMap((item) => {
    const key = keys.get(item.keyId ?? '');
    if (!key) return [];
    const texts = words.filter(({ itemId }) => itemId === item.id).map((message) => openBody(key, message)?.text ?? '');
    const hashes = searchableWords(texts.join(' ')).map((word) => wordHash(line, word));
    return [sealBag(line.keyring.indexKey(), item.id, packBag(item.receivedAt.getTime(), hashes))];
  });
}

/** Makes the bags of what waits for one: round by round, and for whoever searches. */
export async function indexPending(line: Line, batches = BATCHES_A_RUN): Promise<void> {
  for (let batch = 0; batch < batches && (await indexBatch(line)); ) batch += 1;
}

/** The index of one database as a process keeps it in memory, and how far it has read. */
type Held = { index: WordIndex; seq: number; reading: Promise<void> | null };
const held = new WeakMap<Database, Held>();

function holdIndex(line: Line): Held {
  const mine = held.get(line.database) ?? { index: createWordIndex(), seq: 0, reading: null };
  held.set(line.database, mine);
  return mine;
}

/** What was found, and how the index stood at that moment if that was asked for with it: one round trip less. */
export type Look<T> = { found: T; state: SearchState | undefined };

/**
 * Looks into the index with all that is committed, but for what an index made anew still lacks. Looks at once, and once more only when
 * there was anything new.
 */
export async function lookInIndex<T>(line: Line, look: (index: WordIndex) => Promise<Look<T>>): Promise<T> {
  const mine = holdIndex(line);
  const { seq } = mine;
  if (seq === 0) return (await look(await readSearchIndex(line))).found;
  const { found, state = await readSearchState(line.database.read) } = await look(mine.index);
  return state.pending || state.newest > seq ? (await look(await readSearchIndex(line, state))).found : found;
}

/** The index as it stands now. The first call reads all of it. */
export async function readSearchIndex(line: Line, known?: SearchState): Promise<WordIndex> {
  const mine = holdIndex(line);
  let state = known ?? (await readSearchState(line.database.read));
  if (state.pending) {
    await indexPending(line, BATCHES_A_SEARCH);
    state = await readSearchState(line.database.read);
  }
  await catchUp(line, mine, state);
  return mine.index;
}

async function catchUp(line: Line, mine: Held, { newest }: SearchState): Promise<void> {
  // Whoever asks while another reads waits for them, and then for what came since.
  while (mine.seq < newest) {
    mine.reading ??= read(line, mine).finally(() => {
      mine.reading = null;
    });
    await mine.reading;
  }
}

async function read(line: Line, mine: Held): Promise<void> {
  const from = mine.seq;
  for (let size = LOAD_BATCH; size === LOAD_BATCH; ) {
    const bags = await listSearchBags(line.database.read, mine.seq, LOAD_BATCH);
    for (const bag of bags) {
      if (bag.sealed === null) mine.index.drop(bag.itemId);
      else {
        const key = await line.keyring.indexKeyOf(line.database.read, bag.keyVersion);
        const { receivedAt, words } = unpackBag(open(key, sealedIn.searchBag(bag.itemId), bag.sealed));
        mine.index.put(bag.itemId, receivedAt, words);
      }
      mine.seq = bag.seq;
    }
    size = bags.length;
  }
  if (from === 0) mine.index.settle();
}
