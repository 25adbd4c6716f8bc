import { and, asc, eq, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { cards } from '../schema/cards.ts';
import { events } from '../schema/events.ts';
import { items } from '../schema/items.ts';
import { heldByTheDead } from './workers.ts';

export type CardRow = typeof cards.$inferSelect;

export async function readLiveCard(tx: Tx, itemId: string): Promise<CardRow | null> {
  const [row] = await tx
    .select()
    .from(cards)
    .where(and(eq(cards.itemId, itemId), isNull(cards.retiredAt)));
  return row ?? null;
}

/** Live and retired, oldest first. */
export async function listCards(tx: Tx, itemId: string): Promise<CardRow[]> {
  return tx.select().from(cards).where(eq(cards.itemId, itemId)).orderBy(asc(cards.createdAt));
}

/** Leaves the one live card of the item alone when there is one. */
export async function insertCard(tx: Tx, row: typeof cards.$inferInsert): Promise<void> {
  await tx.insert(cards).values(row).onConflictDoNothing();
}

/** Null when another living worker holds it. `by`: the worker's id, where it has one. */
export async function leaseCard(
  tx: Tx,
  id: string,
  now: Date,
  hold: { until: Date; by: string | null },
): Promise<CardRow | null> {
  const free = or(isNull(cards.postingUntil), lt(cards.postingUntil, now), heldByTheDead(cards.heldBy)) as SQL;
  const [row] = await tx
    .update(cards)
    .set({ postingUntil: hold.until, heldBy: hold.by })
    .where(and(eq(cards.id, id), isNull(cards.retiredAt), free))
    .returning();
  return row ?? null;
}

/** Null when the lease ran out and another worker took it, or the card was retired. */
export async function updateLeasedCard(
  tx: Tx,
  held: { id: string; postingUntil: Date },
  changes: Partial<typeof cards.$inferInsert>,
): Promise<CardRow | null> {
  const [row] = await tx
    .update(cards)
    .set(changes)
    .where(and(eq(cards.id, held.id), eq(cards.postingUntil, held.postingUntil)))
    .returning();
  return row ?? null;
}

export async function updateCard(tx: Tx, id: string, changes: Partial<typeof cards.$inferInsert>): Promise<void> {
  await tx.update(cards).set(changes).where(eq(cards.id, id));
}

/** The item whose card stands or stood at this place in Slack. */
export async function readItemByCard(
  tx: Tx,
  channel: string,
  tsHash: Buffer,
): Promise<{ id: string; reference: string } | null> {
  const [row] = await tx
    .select({ id: items.id, reference: items.reference })
    .from(cards)
    .innerJoin(items, eq(items.id, cards.itemId))
    .where(and(eq(cards.channel, channel), eq(cards.tsHash, tsHash), ne(cards.shownVersion, -1)));
  return row ?? null;
}

/** When somebody first opened a sensitive item to read it. */
export async function readFirstOpening(tx: Tx, itemId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ at: events.at })
    .from(events)
    .where(and(eq(events.itemId, itemId), eq(events.kind, 'sensitive_item_opened')))
    .orderBy(asc(events.id))
    .limit(1);
  return row?.at ?? null;
}

const noWorkOwed = (topic: 'card' | 'redact') =>
  sql`not exists (select 1 from outbox o where o.merge_key = ${`${topic}:`}::text || i.id::text and o.state <> 'parked')`;

/** Items whose card (an open one must have one) does not show what they are, although no work is owed on it: that work was given up. */
export async function listItemsWithoutCard(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.execute(sql`
    select i.id from items i
    left join cards c on c.item_id = i.id and c.retired_at is null
    where (i.status = 'open' or c.id is not null) and (c.sealed_ts is null or c.shown_version < i.version) and ${noWorkOwed('card')}
    order by i.due_at, i.id limit ${limit}`);
  return (rows as unknown as { id: string }[]).map((row) => row.id);
}

/** Items that must show no word any more and of which something still stands, although no work is owed on it. */
export async function listUnredactedItems(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.execute(sql`
    select i.id from items i
    where (i.sensitive or i.redacted_at is not null) and ${noWorkOwed('redact')} and (
      exists (select 1 from cards c where c.item_id = i.id and c.retired_at is not null and c.shown_version <> -1)
      or exists (select 1 from thread_posts p where p.item_id = i.id and p.redacted_at is null)
      or exists (select 1 from cards c where c.item_id = i.id and c.retired_at is null and c.shown_version < i.version
        and i.redacted_at is not null and (c.sealed_ts is not null or c.uncertain)))
    order by i.id limit ${limit}`);
  return (rows as unknown as { id: string }[]).map((row) => row.id);
}
