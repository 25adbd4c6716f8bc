import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Topic } from '../../../core/domain/owed.ts';
import type { Tx } from '../../client.ts';
import { readIds } from '../../read-rows.ts';
import { items } from '../../schema/items/items.ts';
import { slackPosts } from '../../schema/work/slack-posts.ts';

/** The item whose card stands or stood at this place in Slack. */
export async function readItemByCard(
  tx: Tx,
  channel: string,
  tsHash: Buffer,
): Promise<{ id: string; reference: string } | null> {
  const isCard = and(eq(slackPosts.kind, 'card'), isNull(slackPosts.redactedAt));
  const [row] = await tx
    .select({ id: items.id, reference: items.reference })
    .from(slackPosts)
    .innerJoin(items, eq(items.id, slackPosts.itemId))
    .where(and(eq(slackPosts.channel, channel), eq(slackPosts.tsHash, tsHash), isCard));
  return row ?? null;
}

const noWorkOwed = (topic: Topic) =>
  sql`not exists (select 1 from outbox o where o.topic = ${topic} and o.payload->>'itemId' = i.id::text and o.state <> 'parked')`;

/** Items whose card (an open one must have one) does not show what they are, although no work is owed on it: that work was given up. */
export async function listItemsWithoutCard(tx: Tx, limit: number): Promise<string[]> {
  return readIds(
    tx,
    sql`
    select i.id from items i
    left join slack_posts c on c.item_id = i.id and c.kind = 'card' and c.retired_at is null
    where (i.status = 'open' or c.id is not null) and (c.sealed_ts is null or c.shown_version < i.version) and ${noWorkOwed('card')}
    order by i.due_at, i.id limit ${limit}`,
  );
}

/** Items that must show no word any more and of which something still stands, although no work is owed on it. */
export async function listUnredactedItems(tx: Tx, limit: number): Promise<string[]> {
  return readIds(
    tx,
    sql`
    select i.id from items i
    where (i.sensitive or i.redacted_at is not null) and ${noWorkOwed('redact')} and (exists (
      select 1 from news_told t where t.item_id = i.id and (i.redacted_at is not null or t.said <> 'report')) or exists (
      select 1 from slack_posts p where p.item_id = i.id and p.redacted_at is null and (p.kind = 'thread'
        or (p.kind = 'card' and (p.retired_at is not null
          or (p.shown_version < i.version and i.redacted_at is not null and (p.sealed_ts is not null or p.uncertain)))))))
    order by i.id limit ${limit}`,
  );
}
