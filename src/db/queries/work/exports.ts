import { and, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { exports } from '../../schema/work/exports.ts';
import { inSeconds } from './workers.ts';

export type ExportRow = typeof exports.$inferSelect;
type New = Omit<typeof exports.$inferInsert, 'aliveUntil'>;
type Ready = { tokenHash: Buffer; name: string; size: number; timesLeft: number; endsAt: Date };

export async function insertExport(tx: Tx, row: New, aliveSeconds: number): Promise<void> {
  await tx.insert(exports).values({ ...row, aliveUntil: inSeconds(aliveSeconds) });
}

export async function updateExport(
  tx: Tx,
  id: string,
  changes: Ready | { channel: string; sealedTs: Buffer | null },
): Promise<void> {
  await tx.update(exports).set(changes).where(eq(exports.id, id));
}

/** False: it was taken for dead meanwhile, and is no more. */
export async function sayExportAlive(tx: Tx, id: string, seconds: number): Promise<boolean> {
  const set = { aliveUntil: inSeconds(seconds) };
  return (await tx.update(exports).set(set).where(eq(exports.id, id)).returning({ id: exports.id })).length > 0;
}

export async function deleteExport(tx: Tx, id: string): Promise<void> {
  await tx.delete(exports).where(eq(exports.id, id));
}

/** One that its process left. */
export async function lockDeadExport(tx: Tx, id: string): Promise<ExportRow | null> {
  const [row] = await tx
    .select()
    .from(exports)
    .where(and(eq(exports.id, id), dead()))
    .for('update');
  return row ?? null;
}

export async function listDeadExports(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ id: exports.id }).from(exports).where(dead());
  return rows.map(({ id }) => id);
}

const dead = () => and(isNull(exports.tokenHash), sql`${exports.aliveUntil} < clock_timestamp()`);

/** One that lies ready and may be handed out. */
export async function readReadyExport(tx: Tx, tokenHash: Buffer, now: Date): Promise<ExportRow | null> {
  const [row] = await tx.select().from(exports).where(isReady(tokenHash, now));
  return row ?? null;
}

/** Once less; null when there is no time left. Of many at once none has more. */
export async function takeReadyExport(tx: Tx, tokenHash: Buffer, now: Date): Promise<ExportRow | null> {
  const set = { timesLeft: sql`${exports.timesLeft} - 1` };
  const [row] = await tx.update(exports).set(set).where(isReady(tokenHash, now)).returning();
  return row ?? null;
}

const isReady = (tokenHash: Buffer, now: Date) =>
  and(eq(exports.tokenHash, tokenHash), gt(exports.timesLeft, 0), gt(exports.endsAt, now));

/** Those that nobody can have any more; gives their ids. */
export async function deleteEndedExports(tx: Tx, now: Date): Promise<string[]> {
  const ended = and(isNotNull(exports.tokenHash), or(lte(exports.endsAt, now), eq(exports.timesLeft, 0)));
  const rows = await tx.delete(exports).where(ended).returning({ id: exports.id });
  return rows.map(({ id }) => id);
}

export async function listExportIds(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ id: exports.id }).from(exports);
  return rows.map(({ id }) => id);
}
