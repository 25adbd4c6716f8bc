import { grown, keyTable, withRoom } from './key-table.ts';

/** Bytes of a word's keyed hash in the index: at a million different words two are confused once in thirty million indexes. */
export const WORD_BYTES = 8;

/** What is found where, in memory: no word, the first bytes of its keyed hash alone. */
export type WordIndex = {
  /** `words`: hashes of `WORD_BYTES` one after the other. Replaces what was known of the item. */
  put(itemId: string, receivedAt: number, words: Buffer): void;
  drop(itemId: string): void;
  /** The newest items that hold every one of the words, newest first, and whether there are more. */
  find(words: readonly Buffer[], most: number): { itemIds: string[]; more: boolean };
  /** Makes what was put quick to find: after loading, and by itself every now and then. */
  settle(): void;
  items(): number;
  /** Bytes that it takes. */
  bytes(): number;
};

/** Until then the newest postings lie as they came, and are looked through from end to end. */
const MOST_UNSETTLED = 131_072;
const NONE = new Uint32Array(0);

/** Typed arrays throughout: at a million items objects would take ten times the memory. */
export function createWordIndex(): WordIndex {
  const words = keyTable(WORD_BYTES / 4);
  const items = itemNumbers();
  const postings = postingLists(items.lives, words.size);
  return {
    put: (itemId, receivedAt, hashes) => {
      const number = items.take(itemId, receivedAt);
      for (let at = 0; at < hashes.length; at += WORD_BYTES) postings.add(words.take(hashes, at), number);
    },
    drop: items.drop,
    find: (hashes, most) => {
      const asked = [...new Set(hashes.map((hash) => words.find(hash, 0)))];
      const known = asked.filter((word) => word !== undefined);
      const [rarest, ...others] = postings
        .of(known)
        .sort((one, other) => one.settled.length + one.fresh.length - other.settled.length - other.fresh.length);
      if (!rarest || known.length < asked.length) return { itemIds: [], more: false };
      const newest = keepNewest(
        most,
        items.receivedAt,
        (number) =>
          items.lives(number) && others.every(({ settled, fresh }) => holds(settled, number) || holds(fresh, number)),
      );
      // From the end: the highest numbers are mostly the newest items, and it ends where nothing newer can lie before.
      for (const list of [rarest.fresh, rarest.settled])
        for (let at = list.length - 1; at >= 0; at -= 1) {
          const number = list[at] as number;
          if (newest.isOver(items.newestUpTo(number))) break;
          newest.offer(number);
        }
      return { itemIds: newest.taken().map(items.idOf), more: newest.more() };
    },
    settle: postings.settle,
    items: items.count,
    bytes: () => words.bytes() + items.bytes() + postings.bytes(),
  };
}

/** Numbers items as they come. One that comes again takes a new number, and its old one lives no more. */
function itemNumbers() {
  const ids = keyTable(4);
  /** By item (place in `ids`): its number plus one, 0 when it was dropped. */
  let latest = new Uint32Array(1024);
  /** By number. */
  let itemOf = new Uint32Array(1024);
  let receivedAt = new Float64Array(1024);
  /** The newest among all numbers up to this one. */
  let newestUpTo = new Float64Array(1024);
  let numbers = 0;
  let dead = 0;
  return {
    take: (itemId: string, at: number): number => {
      const item = ids.take(bytesOf(itemId), 0);
      latest = grown(latest, item + 1);
      if (latest[item] !== 0) dead += 1;
      itemOf = grown(itemOf, numbers + 1);
      if (receivedAt.length <= numbers) {
        receivedAt = withRoom(receivedAt, new Float64Array(2 * numbers));
        newestUpTo = withRoom(newestUpTo, new Float64Array(2 * numbers));
      }
      itemOf[numbers] = item;
      receivedAt[numbers] = at;
      newestUpTo[numbers] = Math.max(at, numbers === 0 ? at : (newestUpTo[numbers - 1] as number));
      numbers += 1;
      latest[item] = numbers;
      return numbers - 1;
    },
    drop: (itemId: string) => {
      const item = ids.find(bytesOf(itemId), 0);
      if (item === undefined || latest[item] === 0) return;
      latest[item] = 0;
      dead += 1;
    },
    lives: (number: number) => latest[itemOf[number] as number] === number + 1,
    receivedAt: (number: number) => receivedAt[number] as number,
    newestUpTo: (number: number) => newestUpTo[number] as number,
    idOf: (number: number) => ids.text(itemOf[number] as number),
    count: () => numbers - dead,
    bytes: () => ids.bytes() + latest.byteLength + itemOf.byteLength + receivedAt.byteLength + newestUpTo.byteLength,
  };
}

type Postings = { settled: Uint32Array; fresh: readonly number[] };

/**
 * The numbers of the items of each word, ascending: all in one array with where each word begins; the newest apart as pairs, as they came,
 * until they are settled in.
 */
function postingLists(lives: (number: number) => boolean, wordCount: () => number) {
  let starts = new Uint32Array(1);
  let settled = NONE;
  let pairs = new Uint32Array(2048);
  let unsettled = 0;
  const settledOf = (word: number): Uint32Array =>
    word + 1 < starts.length ? settled.subarray(starts[word] as number, starts[word + 1] as number) : NONE;
  const eachLiving = (take: (word: number, number: number) => void) => {
    for (let word = 0; word + 1 < starts.length; word += 1)
      for (const number of settledOf(word)) if (lives(number)) take(word, number);
    for (let at = 0; at < unsettled; at += 1) {
      const number = pairs[2 * at + 1] as number;
      if (lives(number)) take(pairs[2 * at] as number, number);
    }
  };
  const settle = () => {
    const ends = new Uint32Array(wordCount() + 1);
    eachLiving((word) => {
      ends[word + 1] = (ends[word + 1] as number) + 1;
    });
    for (let word = 1; word < ends.length; word += 1) ends[word] = (ends[word] as number) + (ends[word - 1] as number);
    const together = new Uint32Array(ends.at(-1) as number);
    const next = ends.slice();
    eachLiving((word, number) => {
      together[next[word] as number] = number;
      next[word] = (next[word] as number) + 1;
    });
    starts = ends;
    settled = together;
    unsettled = 0;
    pairs = new Uint32Array(2048);
  };
  return {
    add: (word: number, number: number) => {
      pairs = grown(pairs, 2 * unsettled + 2);
      pairs[2 * unsettled] = word;
      pairs[2 * unsettled + 1] = number;
      unsettled += 1;
      if (unsettled > Math.max(MOST_UNSETTLED, settled.length / 4)) settle();
    },
    of: (words: readonly number[]): Postings[] => {
      const fresh = words.map((): number[] => []);
      for (let at = 0; at < unsettled; at += 1) {
        const place = words.indexOf(pairs[2 * at] as number);
        if (place >= 0) fresh[place]?.push(pairs[2 * at + 1] as number);
      }
      return words.map((word, place) => ({ settled: settledOf(word), fresh: fresh[place] ?? [] }));
    },
    settle,
    bytes: () => starts.byteLength + settled.byteLength + pairs.byteLength,
  };
}

/** Keeps the `most` newest numbers of those offered that are wanted. */
function keepNewest(most: number, receivedAt: (number: number) => number, wanted: (number: number) => boolean) {
  const kept: number[] = [];
  let more = false;
  const older = (number: number, than: number) => receivedAt(number) < receivedAt(than);
  return {
    /** Whether nothing that was received by then is wanted any more. */
    isOver: (newestOfTheRest: number) => {
      const over = kept.length === most && newestOfTheRest < receivedAt(kept.at(-1) as number);
      if (over) more = true;
      return over;
    },
    offer: (number: number) => {
      const full = kept.length === most;
      if (full && older(number, kept.at(-1) as number)) {
        more = true;
        return;
      }
      if (!wanted(number)) return;
      let place = kept.length;
      while (place > 0 && older(kept[place - 1] as number, number)) place -= 1;
      kept.splice(place, 0, number);
      if (full) {
        kept.pop();
        more = true;
      }
    },
    taken: () => kept,
    more: () => more,
  };
}

/** Whether an ascending list holds a number. */
function holds(list: Uint32Array | readonly number[], number: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number;
}

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
