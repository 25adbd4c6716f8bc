import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { offerSessions } from '../../schema/offers/offer-sessions.ts';
import { offers } from '../../schema/offers/offers.ts';
import { visibleTo } from '../items/visibility.ts';

export type OfferRow = typeof offers.$inferSelect;
export type NewOfferRow = typeof offers.$inferInsert;
export type SessionRow = typeof offerSessions.$inferSelect;

/** Holds the offer to the end of the transaction: seats are given out one after the other, on any number of processes. */
export async function lockOffer(tx: Tx, id: string): Promise<OfferRow | null> {
  const [row] = await tx.select().from(offers).where(eq(offers.id, id)).for('no key update');
  return row ?? null;
}

export async function readOffer(tx: Tx, id: string): Promise<OfferRow | null> {
  const [row] = await tx.select().from(offers).where(eq(offers.id, id));
  return row ?? null;
}

export async function readOfferIdByCode(tx: Tx, code: string): Promise<string | null> {
  const [row] = await tx.select({ id: offers.id }).from(offers).where(eq(offers.code, code));
  return row?.id ?? null;
}

/** What this modal, or this line of a spreadsheet, made before. */
export async function readOfferByKeys(
  tx: Tx,
  keys: { changeKey?: string; ownCode?: string },
): Promise<OfferRow | null> {
  const [row] = await tx
    .select()
    .from(offers)
    .where(keys.changeKey ? eq(offers.changeKey, keys.changeKey) : eq(offers.ownCode, keys.ownCode ?? ''));
  return row ?? null;
}

/** False when its change key, own code or number is taken. */
export async function insertOfferRow(tx: Tx, row: NewOfferRow): Promise<boolean> {
  const rows = await tx.insert(offers).values(row).onConflictDoNothing().returning({ id: offers.id });
  return rows.length === 1;
}

export async function updateOffer(tx: Tx, id: string, changes: Partial<NewOfferRow>): Promise<void> {
  await tx.update(offers).set(changes).where(eq(offers.id, id));
}

export async function listSessions(tx: Tx, offerId: string): Promise<SessionRow[]> {
  return tx
    .select()
    .from(offerSessions)
    .where(eq(offerSessions.offerId, offerId))
    .orderBy(asc(offerSessions.startsAt), asc(offerSessions.id));
}

export async function insertSessions(tx: Tx, rows: SessionRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(offerSessions).values(rows);
}

export async function updateSession(tx: Tx, id: string, times: { startsAt: Date; endsAt: Date }): Promise<void> {
  await tx.update(offerSessions).set(times).where(eq(offerSessions.id, id));
}

export async function deleteSessions(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(offerSessions).where(inArray(offerSessions.id, ids));
}

/** An offer with its sessions and its counts, read in one statement. Seats count everybody; applications, whom the reader may see. */
export type CountedOffer = {
  row: OfferRow;
  sessions: { id: string; startsAt: Date; endsAt: Date }[];
  seated: number;
  offered: number;
  waiting: number;
  /** Seats taken, by the mask of groups of who has them. */
  taken: [groups: number, count: number][];
  /** Applications by state. */
  enquiries: Record<string, number>;
  approvedCents: number;
};

export type OfferFilter = {
  ids?: string[];
  kinds?: readonly OfferRow['kind'][];
  statuses?: readonly OfferRow['status'][];
  /** Only those that one may still register for at this instant. */
  openAt?: Date;
};

const sessionsOf = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
  order by s.starts_at, s.id), '[]') from offer_sessions s where s.offer_id = ${offers.id})`;
const countsOf = sql`(select coalesce(jsonb_agg(c), '[]') from (select r.status, r.groups, count(*)::int as count from registrations r
  where r.offer_id = ${offers.id} and r.status in ('seated', 'offered', 'waiting') group by 1, 2) c)`;
/** Applications that `sensitiveFor` may see: a sum with one hidden part gives it away. */
const seenOf = (sensitiveFor: string | null) =>
  sql`from enquiries e join items ei on ei.id = e.item_id where e.offer_id = ${offers.id} and ${visibleTo('ei', sensitiveFor)}`;
const enquiriesOf = (sensitiveFor: string | null) =>
  sql`(select coalesce(jsonb_object_agg(c.state, c.count), '{}') from (select e.state, count(*)::int as count ${seenOf(sensitiveFor)} group by 1) c)`;
const approvedOf = (sensitiveFor: string | null) =>
  sql`(select coalesce(sum(e.approved_cents), 0)::float8 ${seenOf(sensitiveFor)})`;
const firstStartOf = sql`(select min(s.starts_at) from offer_sessions s where s.offer_id = ${offers.id})`;

type RawCounts = { status: 'seated' | 'offered' | 'waiting'; groups: number; count: number }[];

/** Offers by their first session (or deadline), soonest first: one statement for any number of them. */
export async function listCountedOffers(
  tx: Tx,
  filter: OfferFilter,
  limit: number,
  { offset = 0, sensitiveFor = null }: { offset?: number; sensitiveFor?: string | null } = {},
): Promise<CountedOffer[]> {
  const rows = await tx
    .select({
      row: offers,
      sessions: sql<{ id: string; startsAt: string; endsAt: string }[]>`${sessionsOf}`,
      counts: sql<RawCounts>`${countsOf}`,
      enquiries: sql<Record<string, number>>`${enquiriesOf(sensitiveFor)}`,
      approvedCents: sql<number>`${approvedOf(sensitiveFor)}`,
    })
    .from(offers)
    .where(and(...conditions(filter)))
    .orderBy(sql`coalesce(${firstStartOf}, ${offers.deadline})`, asc(offers.code))
    .limit(limit)
    .offset(offset);
  return rows.map(({ row, sessions, counts, enquiries, approvedCents }) => {
    const sum = (status: string) =>
      counts.filter((one) => one.status === status).reduce((all, { count }) => all + count, 0);
    const taken = new Map<number, number>();
    for (const { status, groups, count } of counts)
      if (status !== 'waiting') taken.set(groups, (taken.get(groups) ?? 0) + count);
    return {
      row,
      sessions: sessions.map(({ id, startsAt, endsAt }) => ({
        id,
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      })),
      seated: sum('seated'),
      offered: sum('offered'),
      waiting: sum('waiting'),
      taken: [...taken],
      enquiries,
      approvedCents,
    };
  });
}

export async function countOffers(tx: Tx, filter: OfferFilter): Promise<number> {
  return tx.$count(offers, and(...conditions(filter)));
}

function conditions({ ids, kinds, statuses, openAt }: OfferFilter) {
  return [
    ...(ids ? [inArray(offers.id, ids)] : []),
    ...(kinds ? [inArray(offers.kind, [...kinds])] : []),
    ...(statuses ? [inArray(offers.status, [...statuses])] : []),
    ...(openAt ? [sql`coalesce(${offers.deadline}, ${firstStartOf}) > ${openAt.toISOString()}::timestamptz`] : []),
  ];
}
