import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { enquiries } from '../../schema/offers/enquiries.ts';
import { offers } from '../../schema/offers/offers.ts';
import { registrations } from '../../schema/offers/registrations.ts';
import { hidden, visibleTo } from '../items/visibility.ts';

export type SharingParticipant = {
  id: string;
  reference: string;
  status: string;
  keyId: string | null;
  sealedDetails: Buffer | null;
  /** Starts of the sessions they were at, in order. */
  attended: string[];
};

/**
 * Who has a place in an offer, or waits for one, and agreed that the organiser gets their name and phone. Never a sensitive item's.
 * Seated first, then by their place in the list.
 */
export async function listSharingParticipants(tx: Tx, offerId: string): Promise<SharingParticipant[]> {
  return tx
    .select({
      id: registrations.id,
      reference: items.reference,
      status: registrations.status,
      keyId: items.keyId,
      sealedDetails: registrations.sealedDetails,
      attended: sql<string[]>`(select coalesce(jsonb_agg(s.starts_at order by s.starts_at), '[]') from attendance a
        join offer_sessions s on s.id = a.session_id where a.registration_id = ${registrations.id})`,
    })
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .where(
      and(
        eq(registrations.offerId, offerId),
        eq(registrations.share, true),
        visibleTo('items', null),
        inArray(registrations.status, ['seated', 'offered', 'waiting']),
      ),
    )
    .orderBy(
      sql`array_position(array['seated', 'offered', 'waiting'], ${registrations.status})`,
      asc(registrations.lineNumber),
    );
}

/** How many places, of those that a list holds, are left out of it because their item is hidden: the lists in Slack say it as well. */
export async function countHiddenPlaces(
  tx: Tx,
  offerId: string,
  statuses: readonly ('seated' | 'offered' | 'waiting')[],
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .where(and(eq(registrations.offerId, offerId), inArray(registrations.status, [...statuses]), hidden('items')));
  return row?.count ?? 0;
}

export type SeatedParticipant = Pick<SharingParticipant, 'id' | 'reference' | 'keyId' | 'sealedDetails'> & {
  share: boolean;
};

/** Everybody with a seat, in the order of their coming, for the sheet that they sign. Never a sensitive item's. */
export async function listSeatedParticipants(tx: Tx, offerId: string): Promise<SeatedParticipant[]> {
  return tx
    .select({
      id: registrations.id,
      reference: items.reference,
      keyId: items.keyId,
      sealedDetails: registrations.sealedDetails,
      share: registrations.share,
    })
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .where(and(eq(registrations.offerId, offerId), eq(registrations.status, 'seated'), visibleTo('items', null)))
    .orderBy(asc(registrations.lineNumber));
}

export type PipelineRow = {
  reference: string;
  call: string;
  state: string;
  businessStage: string;
  amountCents: number;
  approvedCents: number | null;
  receivedAt: Date;
  decidedAt: Date | null;
  updatedAt: Date;
};

/** Applications for grants, of one call or of all, oldest first; nothing of who applied, and never a sensitive item's. */
export async function listPipeline(tx: Tx, offerId: string | null): Promise<PipelineRow[]> {
  return tx
    .select({
      reference: items.reference,
      call: offers.code,
      state: enquiries.state,
      businessStage: enquiries.businessStage,
      amountCents: enquiries.amountCents,
      approvedCents: enquiries.approvedCents,
      receivedAt: enquiries.createdAt,
      decidedAt: enquiries.decidedAt,
      updatedAt: enquiries.updatedAt,
    })
    .from(enquiries)
    .innerJoin(items, eq(items.id, enquiries.itemId))
    .innerJoin(offers, eq(offers.id, enquiries.offerId))
    .where(and(visibleTo('items', null), ...(offerId === null ? [] : [eq(enquiries.offerId, offerId)])))
    .orderBy(asc(enquiries.createdAt), asc(enquiries.id));
}
