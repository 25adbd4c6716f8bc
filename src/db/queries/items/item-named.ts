import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readOneRow } from '../../read-rows.ts';
import { itemExclusions } from '../../schema/items/item-exclusions.ts';
import { itemCleared, itemNamed } from '../../schema/items/item-named.ts';
import { items } from '../../schema/items/items.ts';
import { personKeys } from '../../schema/keys/person-keys.ts';
import type { PersonKey } from '../keys/person-keys.ts';

export type NamedRow = typeof itemNamed.$inferSelect;

export async function insertNamed(tx: Tx, rows: NamedRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(itemNamed).values(rows);
}

export async function deleteNamed(tx: Tx, itemId: string): Promise<void> {
  await tx.delete(itemNamed).where(eq(itemNamed.itemId, itemId));
}

/** All that is named in items whose words still exist, each with the key it opens under. */
export async function listNamed(tx: Tx): Promise<(NamedRow & { key: PersonKey })[]> {
  return tx
    .select({
      id: itemNamed.id,
      itemId: itemNamed.itemId,
      kind: itemNamed.kind,
      sealed: itemNamed.sealed,
      key: { id: personKeys.id, wrappedKey: personKeys.wrappedKey, masterVersion: personKeys.masterVersion },
    })
    .from(itemNamed)
    .innerJoin(items, eq(items.id, itemNamed.itemId))
    .innerJoin(personKeys, eq(personKeys.id, items.keyId));
}

/** Takes the sight of an item from staff members. One who is excluded for certain stays so. */
export async function insertExclusions(
  tx: Tx,
  itemId: string,
  staffIds: readonly string[],
  likely: boolean,
): Promise<void> {
  if (staffIds.length === 0) return;
  await tx
    .insert(itemExclusions)
    .values(staffIds.map((staffId) => ({ itemId, staffId, likely })))
    .onConflictDoUpdate({
      target: [itemExclusions.itemId, itemExclusions.staffId],
      set: { likely: sql`${itemExclusions.likely} and excluded.likely` },
    });
}

export async function listExclusions(tx: Tx, itemId: string): Promise<{ staffId: string; likely: boolean }[]> {
  return tx
    .select({ staffId: itemExclusions.staffId, likely: itemExclusions.likely })
    .from(itemExclusions)
    .where(eq(itemExclusions.itemId, itemId));
}

/** They are not the one: they may see it again. False when nothing was to be decided. */
export async function clearLikely(tx: Tx, itemId: string, staffId: string): Promise<boolean> {
  const gone = await tx
    .delete(itemExclusions)
    .where(and(eq(itemExclusions.itemId, itemId), eq(itemExclusions.staffId, staffId), eq(itemExclusions.likely, true)))
    .returning({ staffId: itemExclusions.staffId });
  if (gone.length === 0) return false;
  await tx.insert(itemCleared).values({ itemId, staffId }).onConflictDoNothing();
  return true;
}

/** They are the one. False when nothing was to be decided. */
export async function confirmLikely(tx: Tx, itemId: string, staffId: string): Promise<boolean> {
  const rows = await tx
    .update(itemExclusions)
    .set({ likely: false })
    .where(and(eq(itemExclusions.itemId, itemId), eq(itemExclusions.staffId, staffId), eq(itemExclusions.likely, true)))
    .returning({ staffId: itemExclusions.staffId });
  return rows.length > 0;
}

/** Of which items it was decided that this person is not named in them. */
export async function listClearedItems(tx: Tx, staffId: string): Promise<string[]> {
  const rows = await tx
    .select({ itemId: itemCleared.itemId })
    .from(itemCleared)
    .where(eq(itemCleared.staffId, staffId));
  return rows.map(({ itemId }) => itemId);
}

/** A name was added: what was decided of these people before it does not hold for it. */
export async function forgetCleared(tx: Tx, itemId: string, staffIds: readonly string[]): Promise<void> {
  if (staffIds.length === 0) return;
  await tx.delete(itemCleared).where(and(eq(itemCleared.itemId, itemId), inArray(itemCleared.staffId, [...staffIds])));
}

/** Open sensitive items whose sight is taken from everybody who holds `protection`: nobody reads them. */
export async function countSeenByNobody(tx: Tx): Promise<number> {
  const { n } = await readOneRow(
    tx,
    z.object({ n: z.number() }),
    sql`
    select count(*)::int as n from items i
    where i.status = 'open' and i.sensitive and exists (select 1 from item_exclusions x where x.item_id = i.id)
      and not exists (
        select 1 from staff s where s.active and 'protection' = any(s.roles)
          and not exists (select 1 from item_exclusions x where x.item_id = i.id and x.staff_id = s.id))`,
  );
  return n;
}
