import { retireThreadPosts } from '../../db/queries/work/slack-posts.ts';
import { owesThread } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';

/**
 * The card over an item's messages was deleted by hand: they are owed anew, to stand under the card that takes its place. What is left of
 * them in Slack stays known, to be taken down when the words are.
 */
export async function replaceThread(line: Line, itemId: string): Promise<void> {
  await line.database.transaction(async (tx) => {
    await owesThread(tx, await retireThreadPosts(tx, itemId, line.now()));
  });
}
