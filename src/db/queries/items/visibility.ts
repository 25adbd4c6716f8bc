import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Visible } from '../../../core/domain/staff/permissions.ts';
import type { Tx } from '../../client.ts';
import { readIds, readRows } from '../../read-rows.ts';

/*
 * Which items are hidden, and from whom: read here and nowhere else. An item is hidden when it is sensitive, or linked to one that is (an
 * application and the appeal against its decision, a duplicate and what it was merged into), however far; and whoever is named in one of
 * them is named in all (docs/decisions/0024). `alias` is what a statement calls its items: never anything typed.
 */

/** What is linked to the item `k` at once. */
const LINKS = `
      select i.merged_into_id as id from items i where i.id = k.id and i.merged_into_id is not null
      union all select i.id from items i where i.merged_into_id = k.id
      union all select e.appeal_item_id from enquiries e where e.item_id = k.id and e.appeal_item_id is not null
      union all select e.item_id from enquiries e where e.appeal_item_id = k.id
    `;

/** The ids of an item and of everything linked to it. */
const linkedTo = (start: string): string => `(with recursive linked(id) as (
    select ${start} union
    select l.id from linked k cross join lateral (${LINKS}) l
  ) select id from linked)`;

/** Most items stand alone: only where there is a link, it is followed. */
const hasLinks = (alias: string): string => `(${alias}.merged_into_id is not null
    or exists (select from items m where m.merged_into_id = ${alias}.id)
    or (${alias}.kind = 'enquiry' and exists (select from enquiries e
      where (e.item_id = ${alias}.id and e.appeal_item_id is not null) or e.appeal_item_id = ${alias}.id)))`;

/** For a statement that is written as text. */
export const hiddenIn = (alias: string): string =>
  `(${alias}.sensitive or (${hasLinks(alias)} and exists (select from items s where s.sensitive and s.id in ${linkedTo(`${alias}.id`)})))`;

/**
 * For statements over very many items, in which whoever is sensitive says so itself: the ids of those that are hidden by a link alone. It goes by
 * the links, of which there are few, and not by the items. For whatever asks of one item after the other, `hiddenIn` says it.
 */
export const HIDDEN_BY_A_LINK = `
  with recursive link(one, other) as materialized (
      select id, merged_into_id from items where merged_into_id is not null
      union all select merged_into_id, id from items where merged_into_id is not null
      union all select item_id, appeal_item_id from enquiries where appeal_item_id is not null
      union all select appeal_item_id, item_id from enquiries where appeal_item_id is not null),
    hidden_item(id) as (
      select l.one from link l join items i on i.id = l.one where i.sensitive
      union select l.other from hidden_item h join link l on l.one = h.id)
  select i.id from hidden_item h join items i on i.id = h.id where not i.sensitive`;

/** Whether an item is for `protection` alone. */
export const hidden = (alias: string): SQL<boolean> => sql<boolean>`${sql.raw(hiddenIn(alias))}`;

const exclusions = (alias: string): string => `from item_exclusions x where x.item_id in ${linkedTo(`${alias}.id`)}`;

/** Who is named in a hidden item: what `maySee` asks for beside. */
export const excluded = (alias: string): SQL<string[]> =>
  sql<
    string[]
  >`case when ${hidden(alias)} then (select coalesce(jsonb_agg(distinct x.staff_id), '[]') ${sql.raw(exclusions(alias))}) else '[]'::jsonb end`;

/** What this staff member may see; without one, what everybody with a role may. Says the same as `maySee`, for lists that are cut and counted. */
export function visibleTo(alias: string, sensitiveFor: string | null | undefined): SQL {
  if (sensitiveFor === undefined || sensitiveFor === null) return sql`not ${hidden(alias)}`;
  return sql`not (${hidden(alias)} and exists (select ${sql.raw(exclusions(alias))} and x.staff_id = ${sensitiveFor}))`;
}

const Visibility = z.object({ sensitive: z.boolean(), excludedStaffIds: z.array(z.string()) });

/** What `maySee` needs to know of one item. */
export async function readVisibility(tx: Tx, itemId: string): Promise<Visible> {
  const [row] = await readRows(
    tx,
    Visibility,
    sql`
    select ${hidden('i')} as sensitive, ${excluded('i')} as "excludedStaffIds" from items i where i.id = ${itemId}`,
  );
  // Nothing is known of it: then nobody may see it, and nothing is named either.
  return row ?? { sensitive: true, excludedStaffIds: [] };
}

/** Everything linked to an item, itself left out, in the order in which items are locked. */
export async function listLinked(tx: Tx, itemId: string): Promise<string[]> {
  return readIds(
    tx,
    sql`
    select i.id from items i join items start on start.id = ${itemId}
    where ${sql.raw(hasLinks('start'))} and i.id in ${sql.raw(linkedTo('start.id'))} and i.id <> start.id order by i.id`,
  );
}
