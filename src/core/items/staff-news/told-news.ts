import type { Tx } from '../../../db/client.ts';
import { lockItems, readItem } from '../../../db/queries/items/items.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { dropTold, keepTold, listTold, type ToldLine } from '../../../db/queries/work/news-told.ts';
import type { Line } from '../../line.ts';

/**
 * Writes down what a message is about to say of which items, so that it is known when one of them has to go. The items' rows are held, so that
 * whoever forgets or hides one sees this first, or is seen here. False when one of them may not be told so any more.
 */
export async function noteTold(line: Line, postId: string, lines: readonly ToldLine[]): Promise<boolean> {
  return line.database.transaction(async (tx) => {
    await lockItems(tx, [...new Set(lines.map(({ itemId }) => itemId))]);
    for (const one of lines) if (await mustGo(tx, one)) return false;
    await keepTold(tx, postId, lines);
    return true;
  });
}

/** What of a message has to go, and what stays in it. */
export async function sortTold(line: Line, postId: string): Promise<{ gone: ToldLine[]; left: ToldLine[] }> {
  const { read } = line.database;
  const gone: ToldLine[] = [];
  const left: ToldLine[] = [];
  for (const one of await listTold(read, postId)) ((await mustGo(read, one)) ? gone : left).push(one);
  return { gone, left };
}

export async function forgetTold(line: Line, postId: string, gone: readonly ToldLine[]): Promise<void> {
  await dropTold(
    line.database.read,
    postId,
    gone.map(({ itemId }) => itemId),
  );
}

/** Of a hidden item only what names neither it nor what happened; of one without words nothing. */
async function mustGo(tx: Tx, { itemId, said }: Pick<ToldLine, 'itemId' | 'said'>): Promise<boolean> {
  const row = await readItem(tx, itemId);
  if (!row || row.redactedAt !== null) return true;
  return said !== 'report' && (await readVisibility(tx, itemId)).sensitive;
}
