import { and, asc, gte, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AGENCIES, FEEDBACK_TYPES, ITEM_KINDS, MUNICIPALITIES, REFERRAL_STATES } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { anInstant, readRows } from '../../read-rows.ts';
import { items } from '../../schema/items/items.ts';
import { hidden } from './visibility.ts';

const COLUMNS = {
  id: items.id,
  reference: items.reference,
  kind: items.kind,
  type: items.type,
  municipality: items.municipality,
  agency: items.agency,
  dueAt: items.dueAt,
  status: items.status,
  firstResponseAt: items.firstResponseAt,
};

/** What was found overdue in a period: what is hidden, or what is not. Codes only. */
export async function listEscalated(tx: Tx, { from, to }: { from: Date; to: Date }, hiddenOnes: boolean) {
  const which = hidden('items');
  return tx
    .select(COLUMNS)
    .from(items)
    .where(and(gte(items.escalatedAt, from), lt(items.escalatedAt, to), hiddenOnes ? which : sql`not ${which}`))
    .orderBy(asc(items.dueAt), asc(items.id));
}
export type EscalatedItem = Awaited<ReturnType<typeof listEscalated>>[number];

const LateReferral = z.object({
  id: z.string(),
  reference: z.string(),
  kind: z.enum(ITEM_KINDS),
  type: z.enum(FEEDBACK_TYPES).nullable(),
  municipality: z.enum(MUNICIPALITIES).nullable(),
  fromAgency: z.enum(AGENCIES),
  toAgency: z.enum(AGENCIES),
  dueAt: anInstant,
  state: z.enum(REFERRAL_STATES),
});
export type LateReferral = z.infer<typeof LateReferral>;

/** Referrals that were found late in a period, of items that are hidden or not. Codes only. */
export async function listLateReferrals(
  tx: Tx,
  { from, to }: { from: Date; to: Date },
  hiddenOnes: boolean,
): Promise<LateReferral[]> {
  const which = hidden('i');
  return readRows(
    tx,
    LateReferral,
    sql`
    select i.id, i.reference, i.kind, i.type, i.municipality, r.from_agency as "fromAgency", r.to_agency as "toAgency",
      r.due_at as "dueAt", r.state
    from events e join items i on i.id = e.item_id
    join lateral (select * from referrals r where r.item_id = i.id and r.due_at <= e.at order by r.offered_at desc limit 1) r on true
    where e.kind = 'referral_late' and e.at >= ${from.toISOString()}::timestamptz and e.at < ${to.toISOString()}::timestamptz
      and ${hiddenOnes ? which : sql`not ${which}`}
    order by r.due_at, i.id`,
  );
}

/** When referrals of an item were found late. */
export async function listLateMoments(tx: Tx, itemId: string): Promise<Date[]> {
  const rows = await readRows(
    tx,
    z.object({ at: anInstant }),
    sql`select e.at from events e where e.item_id = ${itemId} and e.kind = 'referral_late'`,
  );
  return rows.map(({ at }) => at);
}
