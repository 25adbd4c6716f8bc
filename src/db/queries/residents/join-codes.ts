import { and, eq, lt, sql } from 'drizzle-orm';
import { JOIN_CODE_TRIES } from '../../../core/domain/join-code.ts';
import type { Tx } from '../../client.ts';
import { joinCodes } from '../../schema/residents/join-codes.ts';

export type JoinCodeRow = typeof joinCodes.$inferSelect;

/** In place of the one before. False where another live code begins the same. */
export async function replaceJoinCode(
  tx: Tx,
  row: Omit<typeof joinCodes.$inferInsert, 'wrongTries'>,
): Promise<boolean> {
  await tx.delete(joinCodes).where(eq(joinCodes.residentId, row.residentId));
  const made = await tx
    .insert(joinCodes)
    .values(row)
    .onConflictDoNothing()
    .returning({ residentId: joinCodes.residentId });
  return made.length === 1;
}

/** Whose code begins so. */
export async function readJoinCodeRow(tx: Tx, selectorHash: Buffer): Promise<JoinCodeRow | null> {
  const [row] = await tx.select().from(joinCodes).where(eq(joinCodes.selectorHash, selectorHash));
  return row ?? null;
}

/** Of two who bring the same code one uses it up. False where it was used, or ended, meanwhile. */
export async function useJoinCode(tx: Tx, residentId: string, codeHash: Buffer): Promise<boolean> {
  const used = await tx
    .delete(joinCodes)
    .where(and(eq(joinCodes.residentId, residentId), eq(joinCodes.codeHash, codeHash)))
    .returning({ residentId: joinCodes.residentId });
  return used.length === 1;
}

/** Until when the code of this person brings them in; null where none does. */
export async function readCodeEnd(tx: Tx, residentId: string, now: Date): Promise<Date | null> {
  const [row] = await tx.select().from(joinCodes).where(eq(joinCodes.residentId, residentId));
  return row && row.expiresAt > now && row.wrongTries < JOIN_CODE_TRIES ? row.expiresAt : null;
}

export async function noteWrongTry(tx: Tx, residentId: string): Promise<void> {
  await tx
    .update(joinCodes)
    .set({ wrongTries: sql`${joinCodes.wrongTries} + 1` })
    .where(eq(joinCodes.residentId, residentId));
}

export async function deleteJoinCode(tx: Tx, residentId: string): Promise<void> {
  await tx.delete(joinCodes).where(eq(joinCodes.residentId, residentId));
}

export async function deleteOldJoinCodes(tx: Tx, now: Date): Promise<void> {
  await tx.delete(joinCodes).where(lt(joinCodes.expiresAt, now));
}
