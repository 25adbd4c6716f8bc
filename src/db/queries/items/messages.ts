import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { messageVersions } from '../../schema/items/message-versions.ts';
import { messages } from '../../schema/items/messages.ts';

export type MessageRow = typeof messages.$inferSelect;
export type NewMessageRow = typeof messages.$inferInsert;

/** The caller holds the item's row, so that no two messages take one number. */
export async function nextMessageSeq(tx: Tx, itemId: string): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number | null>`max(${messages.seq})` })
    .from(messages)
    .where(eq(messages.itemId, itemId));
  return (row?.last ?? 0) + 1;
}

/** Returns the ids inserted; a message whose source or change key is taken is left out. */
export async function insertMessages(tx: Tx, rows: NewMessageRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const inserted = await tx.insert(messages).values(rows).onConflictDoNothing().returning({ id: messages.id });
  return inserted.map((row) => row.id);
}

export async function changeKeyTaken(tx: Tx, changeKey: string): Promise<boolean> {
  const [row] = await tx.select({ id: messages.id }).from(messages).where(eq(messages.changeKey, changeKey));
  return row !== undefined;
}

export async function listMessages(tx: Tx, itemId: string): Promise<MessageRow[]> {
  return tx.select().from(messages).where(eq(messages.itemId, itemId)).orderBy(asc(messages.seq));
}

/** The first message of the resident in it. */
export const readFirstMessage = (tx: Tx, itemId: string): Promise<MessageRow | null> =>
  readOneOfResident(tx, itemId, asc(messages.seq));

export const readLastOfResident = (tx: Tx, itemId: string): Promise<MessageRow | null> =>
  readOneOfResident(tx, itemId, desc(messages.seq));

async function readOneOfResident(tx: Tx, itemId: string, order: SQL): Promise<MessageRow | null> {
  const ofResident = and(eq(messages.itemId, itemId), eq(messages.direction, 'in'));
  const [row] = await tx.select().from(messages).where(ofResident).orderBy(order).limit(1);
  return row ?? null;
}

export async function readMessage(tx: Tx, id: string): Promise<MessageRow | null> {
  const [row] = await tx.select().from(messages).where(eq(messages.id, id));
  return row ?? null;
}

/** `sourceHashes`: under each valid key. */
export async function readMessageBySource(tx: Tx, sourceHashes: Buffer[]): Promise<MessageRow | null> {
  const [row] = await tx.select().from(messages).where(inArray(messages.sourceHash, sourceHashes));
  return row ?? null;
}

/** Puts a new body in place and keeps the one before. */
export async function replaceMessageBody(
  tx: Tx,
  message: MessageRow,
  version: { id: string; sealedBefore: Buffer | null },
  sealedBody: Buffer,
  now: Date,
): Promise<void> {
  await tx
    .insert(messageVersions)
    .values({ id: version.id, messageId: message.id, sealedBody: version.sealedBefore, replacedAt: now });
  await tx.update(messages).set({ sealedBody, editedAt: now }).where(eq(messages.id, message.id));
}

export async function listMessageVersions(tx: Tx, messageId: string): Promise<(typeof messageVersions.$inferSelect)[]> {
  return tx
    .select()
    .from(messageVersions)
    .where(eq(messageVersions.messageId, messageId))
    .orderBy(asc(messageVersions.replacedAt));
}

export async function countMessageVersions(tx: Tx, messageId: string): Promise<number> {
  return tx.$count(messageVersions, eq(messageVersions.messageId, messageId));
}

/** Empties every body of an item; the rows stay for the counts. */
export async function destroyBodies(tx: Tx, itemId: string): Promise<void> {
  await tx.execute(
    sql`update message_versions set sealed_body = null where message_id in (select id from messages where item_id = ${itemId})`,
  );
  await tx.update(messages).set({ sealedBody: null, sourceHash: null }).where(eq(messages.itemId, itemId));
}
