import { readPersonKeys } from '../../db/queries/keys/person-keys.ts';
import {
  type LineListRow,
  type ReportPeriod,
  readSealedMessages,
  streamLineList,
} from '../../db/queries/reports/line-list.ts';
import { openBody } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import { LINE_LIST_COLUMNS } from './columns.ts';

/** Small enough that memory stays flat, large enough that the round trips do not show. */
const BATCH = 500;

/**
 * Items of a period as rows of cells in the order of `LINE_LIST_COLUMNS`, then the resident's words when asked for. Streamed: memory
 * holds one batch. Sensitive items are never among them.
 */
export async function* lineList(line: Line, period: ReportPeriod, withText: boolean): AsyncGenerator<string[]> {
  for await (const batch of streamLineList(line.database, period, BATCH)) {
    const texts = withText ? await readTexts(line, batch) : null;
    for (const row of batch) {
      const cells = LINE_LIST_COLUMNS.map(([name]) => row[name] ?? '');
      yield texts ? [...cells, texts.get(row.id) ?? ''] : cells;
    }
  }
}

/** The resident's words of each item, a message a paragraph; empty once they were destroyed. */
async function readTexts(line: Line, batch: LineListRow[]): Promise<Map<string, string>> {
  const { read } = line.database;
  const keyIds = [...new Set(batch.map((row) => row.key_id).filter((id) => id !== null))];
  const [rows, messages] = await Promise.all([
    readPersonKeys(read, keyIds),
    readSealedMessages(
      read,
      batch.map((row) => row.id),
    ),
  ]);
  const keys = new Map(
    await Promise.all(rows.map(async (row) => [row.id, await line.keyring.unwrap(read, row)] as const)),
  );
  const keyOfItem = new Map(batch.map((row) => [row.id, keys.get(row.key_id ?? '') ?? null]));
  const texts = new Map<string, string>();
  for (const message of messages) {
    const text =
      message.direction === 'in' ? openBody(keyOfItem.get(message.itemId) ?? null, message)?.text : undefined;
    if (text) texts.set(message.itemId, texts.has(message.itemId) ? `${texts.get(message.itemId)}\n\n${text}` : text);
  }
  return texts;
}
