import { findItemsByWords } from '../../db/queries/items.ts';
import { maySeeSensitive, mayTriage, type StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { searchableWords } from '../domain/words.ts';
import type { Line } from '../line.ts';
import { wordHash } from './item-words.ts';
import type { QueueEntry } from './list-queue.ts';

const MOST_WORDS = 10;

/** Items that hold every word typed, in any script, newest first. Refusals: not_allowed, no_words. */
export async function findItems(
  line: Line,
  member: StaffMember | null,
  typed: string,
  limit: number,
): Promise<Result<QueueEntry[]>> {
  if (member === null || !mayTriage(member)) return refuse('not_allowed');
  const words = searchableWords(typed).slice(0, MOST_WORDS);
  if (words.length === 0) return refuse('no_words');
  const hashes = words.map((word) => wordHash(line, word));
  return done(
    await findItemsByWords(line.database.read, hashes, maySeeSensitive(member) ? member.id : undefined, limit),
  );
}
