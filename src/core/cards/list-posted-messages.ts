import { listPostedMessageIds } from '../../db/queries/thread-posts.ts';
import type { Line } from '../line.ts';

/** Which messages of an item stand in a thread in Slack, or stood there and were taken down. */
export async function listPostedMessages(line: Line, itemId: string): Promise<Set<string>> {
  return new Set(await listPostedMessageIds(line.database.read, itemId));
}
