import { and, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../client.ts';
import { readRows, someBytes } from '../../read-rows.ts';
import { items } from '../../schema/items/items.ts';
import { conditions, type ItemFilter, type ItemRow } from './items.ts';
import { hidden } from './visibility.ts';

const Listed = z.object({ list: z.number(), id: z.string(), total: z.coerce.number() });

/** Several lists at once, in their order: the first of each, soonest due first, and how many there are. Two statements, however many lists. */
export async function readItemLists(
  tx: Tx,
  filters: readonly ItemFilter[],
  limit: number,
): Promise<{ rows: ItemRow[]; total: number }[]> {
  const lists = filters.map(
    (
      filter,
      list,
    ) => sql`(select ${sql.raw(String(list))} as list, ${items.id} as id, ${items.dueAt} as due, count(*) over () as total
      from ${items} where ${and(...conditions(filter))} order by ${items.dueAt}, ${items.id} limit ${limit})`,
  );
  const listed = await readRows(
    tx,
    Listed,
    sql`select * from (${sql.join(lists, sql` union all `)}) as l order by list, due, id`,
  );
  const ids = [...new Set(listed.map(({ id }) => id))];
  const rows = ids.length === 0 ? [] : await tx.select().from(items).where(inArray(items.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return filters.map((_, list) => {
    const own = listed.filter((one) => one.list === list);
    return { rows: own.flatMap(({ id }) => byId.get(id) ?? []), total: own[0]?.total ?? 0 };
  });
}

const FirstMessage = z.object({ itemId: z.string(), id: z.string(), sealedBody: someBytes, keyId: z.string() });

/** The first message of the resident in each of these that is ordinary: what is hidden or without a name has none here. */
export async function readFirstMessages(tx: Tx, itemIds: readonly string[]): Promise<z.infer<typeof FirstMessage>[]> {
  if (itemIds.length === 0) return [];
  return readRows(
    tx,
    FirstMessage,
    sql`select i.id as "itemId", m.id, m.sealed_body as "sealedBody", i.key_id as "keyId"
      from items i cross join lateral (
        select id, sealed_body from messages m where m.item_id = i.id and m.direction = 'in' order by m.seq limit 1) m
      where ${inArray(sql`i.id`, [...itemIds])} and not i.anonymous and i.key_id is not null and m.sealed_body is not null
        and not ${hidden('i')}`,
  );
}
