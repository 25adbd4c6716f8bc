import { readFindable, readSearchState } from '../../../db/queries/items/search.ts';
import { parseReference } from '../../domain/reference.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { mayTriage, refuseRole, type StaffMember } from '../../domain/staff/permissions.ts';
import { searchableWords } from '../../domain/text/fold.ts';
import type { Line } from '../../line.ts';
import { seeItem } from '../hidden/see-item.ts';
import type { QueueEntry } from '../list-queue.ts';
import { type Look, lookInIndex, wordHash } from './search-index.ts';
import type { WordIndex } from './word-index.ts';

const MOST_WORDS = 10;

/** How many more than asked for are looked at, since some that the index still holds may not be found any more. */
const SPARE = 8;

/**
 * The item of the number typed, if it is one and this person may see it; then items that hold every word typed, in any script, newest first.
 * Sensitive and anonymous ones are in no index: they are found by their number alone. Refusals: role_needed, no_words.
 */
export async function findItems(
  line: Line,
  member: StaffMember | null,
  typed: string,
  limit: number,
): Promise<Result<QueueEntry[]>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const words = searchableWords(typed).slice(0, MOST_WORDS);
  if (words.length === 0) return refuse('no_words');
  const hashes = words.map((word) => wordHash(line, word));
  const reference = parseReference(typed);
  const seen = reference === null ? null : await seeItem(line.database.read, member, reference);
  const found = await lookInIndex(line, (index) => newestFindable(line, index, hashes, limit));
  return done(seen ? [seen.row, ...found.filter(({ id }) => id !== seen.row.id)].slice(0, limit) : found);
}

async function newestFindable(
  line: Line,
  index: WordIndex,
  hashes: Buffer[],
  limit: number,
): Promise<Look<QueueEntry[]>> {
  for (let most = limit + SPARE; ; most *= 4) {
    const { itemIds, more } = index.find(hashes, most);
    // The rows decide: what was made sensitive or forgotten this very moment may still be in memory.
    const { rows, state } = await readFindable(line.database.read, itemIds);
    const found = new Map(rows.map((row) => [row.id, row]));
    if (found.size >= limit || !more)
      return { found: itemIds.flatMap((id) => found.get(id) ?? []).slice(0, limit), state };
  }
}

/** Whether items of before still wait to be found, since the index is made anew. */
export async function isIndexBehind(line: Line): Promise<boolean> {
  return (await readSearchState(line.database.read)).rebuilding;
}
