import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { owed } from '../../../core/domain/owed.ts';
import type { Tx } from '../../client.ts';
import { readRows } from '../../read-rows.ts';
import { events } from '../../schema/items/events.ts';
import { oweMany } from './outbox.ts';

const Waiting = z.object({ id: z.coerce.number(), about: z.string() });

/**
 * What one staff member is to be told, in one row as long as nobody has begun to tell it: `one` is an item and a piece of news, written once. A
 * row that was tried keeps what it says, so that nothing is said twice. `runAt`: not before; without, it is due for every clock.
 */
export async function oweStaffNews(tx: Tx, staffId: string, one: string, runAt?: Date): Promise<void> {
  // Two at once would make two rows. Held last of all that a transaction holds, in the order of the ids.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`staff_news:${staffId}`}, 0))`);
  const [waiting] = await readRows(
    tx,
    Waiting,
    sql`
    select id, payload->>'about' as about from outbox
    where topic = 'staff_news' and state = 'waiting' and attempts = 0 and payload->>'staffId' = ${staffId}
    order by run_at limit 1 for update skip locked`,
  );
  if (!waiting) return oweMany(tx, [owed('staff_news', { staffId, newsId: randomUUID(), about: one }, runAt)]);
  if (waiting.about.split(' ').includes(one)) return;
  const about = `${waiting.about} ${one}`;
  await tx.execute(
    sql`update outbox set payload = jsonb_set(payload, '{about}', to_jsonb(${about}::text)) where id = ${waiting.id}`,
  );
}

/** What waits to be told to one of an item is told no more: they know. */
export async function dropStaffNews(tx: Tx, staffId: string, itemId: string): Promise<void> {
  const waiting = await readRows(
    tx,
    Waiting,
    sql`
    select id, payload->>'about' as about from outbox
    where topic = 'staff_news' and state = 'waiting' and attempts = 0 and payload->>'staffId' = ${staffId}
      and payload->>'about' like ${`%${itemId}:%`} for update skip locked`,
  );
  for (const { id, about } of waiting) {
    const left = about.split(' ').filter((one) => !one.startsWith(`${itemId}:`));
    if (left.length === 0) await tx.execute(sql`delete from outbox where id = ${id}`);
    else
      await tx.execute(
        sql`update outbox set payload = jsonb_set(payload, '{about}', to_jsonb(${left.join(' ')}::text)) where id = ${id}`,
      );
  }
}

const ON_IT = ['item_claimed', 'item_assigned', 'item_replied', 'item_noted', 'item_closed', 'item_referred'];

/** Who of staff did something on an item, at any time. */
export async function listStaffOnItem(tx: Tx, itemId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ staffId: events.staffId })
    .from(events)
    .where(and(eq(events.itemId, itemId), inArray(events.kind, ON_IT)));
  return rows.flatMap(({ staffId }) => staffId ?? []);
}
