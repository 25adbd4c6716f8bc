import { and, asc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { messages } from '../../schema/items/messages.ts';
import { searchBags } from '../../schema/items/search-bags.ts';
import { searchPending } from '../../schema/items/search-pending.ts';
import { visibleTo } from './visibility.ts';

/** Any number will do as long as every process of the line takes the same one. */
const INDEXING_LOCK = 7_411_206;

/** One process makes bags at a time, to the end of its transaction. */
export async function lockIndexing(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${INDEXING_LOCK})`);
}

/** The item's words changed. Nothing for an item that is in no index. */
export async function awaitIndexing(tx: Tx, itemId: string): Promise<void> {
  await tx.execute(
    sql`insert into search_pending (item_id) select ${items.id} from items where ${items.id} = ${itemId} and ${findable}`,
  );
}

/** Every item that may be found, anew. */
export async function awaitRebuild(tx: Tx): Promise<void> {
  await tx.execute(
    sql`insert into search_pending (item_id, rebuild) select ${items.id}, true from items where ${findable}`,
  );
}

/** Sensitive and anonymous items are in no index, and where no words are left there is nothing to find. */
const findable = sql`not ${items.sensitive} and not ${items.anonymous} and ${items.redactedAt} is null and ${items.keyId} is not null`;

export type ItemToIndex = { id: string; findable: boolean; keyId: string | null; receivedAt: Date; pending: string[] };

/**
 * The next items to index, new words first. Their rows are held, so that nobody makes one sensitive meanwhile; one that somebody else holds
 * is left for later. `more`: others wait too. The caller holds `lockIndexing`.
 */
export async function lockItemsToIndex(tx: Tx, limit: number): Promise<{ items: ItemToIndex[]; more: boolean }> {
  const pending = await tx
    .select({ id: searchPending.id, itemId: searchPending.itemId })
    .from(searchPending)
    .orderBy(asc(searchPending.rebuild), asc(searchPending.id))
    .limit(limit);
  if (pending.length === 0) return { items: [], more: false };
  const rows = await tx
    .select({
      id: items.id,
      findable: sql<boolean>`${findable}`,
      keyId: items.keyId,
      receivedAt: items.receivedAt,
    })
    .from(items)
    .where(inArray(items.id, [...new Set(pending.map((row) => row.itemId))]))
    .for('share', { skipLocked: true });
  const held = rows.map((row) => ({
    ...row,
    pending: pending.filter(({ itemId }) => itemId === row.id).map(({ id }) => id),
  }));
  return { items: held, more: pending.length === limit };
}

/** What residents wrote and staff noted in these items. Answers to residents are not among it. */
export async function readWordsToIndex(
  tx: Tx,
  itemIds: string[],
): Promise<{ id: string; itemId: string; sealedBody: Buffer | null }[]> {
  if (itemIds.length === 0) return [];
  return tx
    .select({ id: messages.id, itemId: messages.itemId, sealedBody: messages.sealedBody })
    .from(messages)
    .where(
      and(
        inArray(messages.itemId, itemIds),
        inArray(messages.direction, ['in', 'note']),
        isNotNull(messages.sealedBody),
      ),
    );
}

export type SearchBag = { itemId: string; keyVersion: number; sealed: Buffer };

export async function writeSearchBags(tx: Tx, bags: SearchBag[]): Promise<void> {
  if (bags.length === 0) return;
  await tx
    .insert(searchBags)
    .values(bags)
    .onConflictDoUpdate({
      target: searchBags.itemId,
      set: { seq: sql`excluded.seq`, keyVersion: sql`excluded.key_version`, sealed: sql`excluded.sealed` },
    });
}

/** Empties the bags of items that must not be found, and has every process that searches drop them. */
export async function emptySearchBags(tx: Tx, itemIds: string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await tx
    .update(searchBags)
    .set({ sealed: null, seq: sql`nextval(pg_get_serial_sequence('search_bags', 'seq'))` })
    .where(inArray(searchBags.itemId, itemIds));
}

export async function deletePending(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(searchPending).where(inArray(searchPending.id, ids));
}

/** Where the index stands: the newest bag, and whether words wait for one, new ones or those of an index that is made anew. */
export type SearchState = { newest: number; pending: boolean; rebuilding: boolean };

/** None of it asks about a row: beside others it is found once. */
const STATE = {
  newest: sql<number>`coalesce((select max(seq) from search_bags), 0)::float8`.as('newest'),
  pending: sql<boolean>`exists(select from search_pending where not rebuild)`.as('pending'),
  rebuilding: sql<boolean>`exists(select from search_pending where rebuild)`.as('rebuilding'),
};

export async function readSearchState(tx: Tx): Promise<SearchState> {
  const [row] = await tx.select(STATE).from(sql`(values (1)) as once`);
  if (!row) throw new Error('the state of the index gave no row');
  return row;
}

/** Items of an index that is made anew which still wait for their bag. */
export async function countRebuilding(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ left: sql<number>`count(distinct ${searchPending.itemId})::int` })
    .from(searchPending)
    .where(eq(searchPending.rebuild, true));
  return row?.left ?? 0;
}

/** Bags written after `seq`, in the order in which they were written. */
export async function listSearchBags(
  tx: Tx,
  seq: number,
  limit: number,
): Promise<{ itemId: string; seq: number; keyVersion: number; sealed: Buffer | null }[]> {
  return tx.select().from(searchBags).where(gt(searchBags.seq, seq)).orderBy(asc(searchBags.seq)).limit(limit);
}

/** Of these items those that may be found, in no order: as a list shows them. With them, where there are any, how the index stands. */
export async function readFindable(tx: Tx, itemIds: string[]) {
  if (itemIds.length === 0) return { rows: [], state: undefined };
  const found = await tx
    .select({ ...LISTED, ...STATE })
    .from(items)
    .where(and(inArray(items.id, itemIds), findable, visibleTo('items', null)));
  return { rows: found.map(({ newest, pending, rebuilding, ...row }) => row), state: found[0] };
}

const LISTED = {
  id: items.id,
  reference: items.reference,
  kind: items.kind,
  type: items.type,
  municipality: items.municipality,
  sector: items.sector,
  agency: items.agency,
  language: items.language,
  priority: items.priority,
  sensitive: items.sensitive,
  status: items.status,
  receivedAt: items.receivedAt,
  dueAt: items.dueAt,
  firstResponseAt: items.firstResponseAt,
  assigneeId: items.assigneeId,
};
