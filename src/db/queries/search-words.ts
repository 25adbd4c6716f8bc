import { eq } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { searchWords } from '../schema/search-words.ts';

const BATCH = 1000;

export async function insertSearchWords(tx: Tx, itemId: string, wordHashes: Buffer[]): Promise<void> {
  for (let start = 0; start < wordHashes.length; start += BATCH) {
    const rows = wordHashes.slice(start, start + BATCH).map((wordHash) => ({ itemId, wordHash }));
    await tx.insert(searchWords).values(rows).onConflictDoNothing();
  }
}

export async function deleteSearchWords(tx: Tx, itemId: string): Promise<void> {
  await tx.delete(searchWords).where(eq(searchWords.itemId, itemId));
}
