import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { enquiries } from '../../schema/offers/enquiries.ts';
import { offers } from '../../schema/offers/offers.ts';

/** Somebody with a place of this kind who can still be told. */
const somebody = (which: SQL): SQL =>
  sql`exists (select 1 from registrations r where r.offer_id = ${offers.id} and r.resident_id is not null and ${which})`;

/** Offers of which somebody has not heard the last change, and cancelled calls with applications that are still open. */
export async function listOffersToTell(tx: Tx, most: number): Promise<string[]> {
  const untold = somebody(
    sql`r.status in ('seated', 'offered', 'waiting') and r.told_version < ${offers.promiseVersion}`,
  );
  const applied = sql`exists (select 1 from ${enquiries} where ${enquiries.offerId} = ${offers.id} and ${enquiries.state} in ('received', 'adviser', 'papers', 'complete'))`;
  const rows = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(
        gt(offers.promiseVersion, 1),
        inArray(offers.status, ['published', 'closed', 'cancelled']),
        sql`(${untold} or (${offers.kind} = 'grant_call' and ${offers.status} = 'cancelled' and ${applied}))`,
      ),
    )
    .limit(most);
  return rows.map(({ id }) => id);
}

/** Finished offers of which somebody with a seat has not heard how it ended. */
export async function listOffersToFinish(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.status, 'finished'), somebody(sql`r.status = 'seated' and r.finished_at is null`)))
    .limit(most);
  return rows.map(({ id }) => id);
}
