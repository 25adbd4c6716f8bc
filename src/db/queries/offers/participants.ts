import { and, asc, eq, gt, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Language } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { personKeys } from '../../schema/keys/person-keys.ts';
import { registrations } from '../../schema/offers/registrations.ts';
import { residents } from '../../schema/residents/residents.ts';
import { excluded, hidden } from '../items/visibility.ts';
import type { PersonKey } from '../keys/person-keys.ts';

/** Somebody in an offer who can still be told something, with what opens their key: a batch is one statement. */
export type Participant = {
  id: string;
  status: (typeof registrations.$inferSelect)['status'];
  lineNumber: number;
  offeredUntil: Date | null;
  itemId: string;
  itemStatus: 'open' | 'closed';
  residentId: string;
  language: Language;
  second: Language | null;
  personKey: PersonKey;
};

const columns = {
  id: registrations.id,
  status: registrations.status,
  lineNumber: registrations.lineNumber,
  offeredUntil: registrations.offeredUntil,
  itemId: registrations.itemId,
  itemStatus: items.status,
  residentId: residents.id,
  language: sql<Language>`coalesce(${residents.language}, ${items.language})`,
  second: residents.secondLanguage,
  personKey: { id: personKeys.id, wrappedKey: personKeys.wrappedKey, masterVersion: personKeys.masterVersion },
};

/** In the order of the line. Who was forgotten is not among them. */
async function listPeople(tx: Tx, offerId: string, conditions: (SQL | undefined)[], most: number) {
  return tx
    .select(columns)
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .innerJoin(residents, eq(residents.id, registrations.residentId))
    .innerJoin(personKeys, eq(personKeys.id, residents.keyId))
    .where(and(eq(registrations.offerId, offerId), ...conditions))
    .orderBy(asc(registrations.lineNumber))
    .limit(most) as Promise<Participant[]>;
}

/** Who has a seat since the mark at least, and was not reminded since. `after`: the line number where the last batch ended. */
export const listUnreminded = (
  tx: Tx,
  what: { offerId: string; sessionId: string; kind: string; mark: Date },
  after: number,
  most: number,
): Promise<Participant[]> =>
  listPeople(
    tx,
    what.offerId,
    [eq(registrations.status, 'seated'), gt(registrations.lineNumber, after), unreminded(what)],
    most,
  );

/**
 * A row older than the mark was for another time of this session, before it was moved. Asked row by row, by the primary key: as a join,
 * which the planner picks while few rows were there, it takes all reminders of the session anew for each person.
 */
const unreminded = ({ sessionId, kind, mark }: { sessionId: string; kind: string; mark: Date }): SQL => {
  const at = sql`${mark.toISOString()}::timestamptz`;
  return sql`coalesce(${registrations.seatedAt}, ${registrations.createdAt}) <= ${at} and coalesce((select m.at from reminders m
    where m.registration_id = ${registrations.id} and m.session_id = ${sessionId}::uuid and m.kind = ${kind}), '-infinity') < ${at}`;
};

/** Who stands in the offer and was told an older promise than this. */
export const listUntold = (tx: Tx, offerId: string, version: number, most: number): Promise<Participant[]> =>
  listPeople(
    tx,
    offerId,
    [inArray(registrations.status, ['seated', 'offered', 'waiting']), lt(registrations.toldVersion, version)],
    most,
  );

/** Who had a seat and has not heard yet how it ended. */
export const listUnfinished = (tx: Tx, offerId: string, most: number): Promise<Participant[]> =>
  listPeople(tx, offerId, [eq(registrations.status, 'seated'), isNull(registrations.finishedAt)], most);

/** Who heard that they were not there often enough, and were after all: staff put the attendance right. */
export const listLateCertificates = (
  tx: Tx,
  offerId: string,
  sessions: string[],
  needed: number,
  most: number,
): Promise<Participant[]> =>
  listPeople(
    tx,
    offerId,
    [
      eq(registrations.status, 'seated'),
      sql`${registrations.finishedAt} is not null`,
      sql`not exists (select 1 from certificates c where c.registration_id = ${registrations.id})`,
      sql`(select count(*) from attendance a where a.registration_id = ${registrations.id} and ${inArray(sql`a.session_id`, sessions)}) >= ${needed}`,
    ],
    most,
  );

export async function noteTold(tx: Tx, ids: string[], version: number): Promise<void> {
  await tx.update(registrations).set({ toldVersion: version, comingAt: null }).where(inArray(registrations.id, ids));
}

/** The offer was cancelled, and so is every place in it. */
export async function endTold(tx: Tx, ids: string[], version: number, now: Date): Promise<void> {
  await tx
    .update(registrations)
    .set({
      toldVersion: version,
      status: 'cancelled',
      offeredUntil: null,
      comingAt: null,
      endedAt: now,
      endedBy: 'offer_cancelled',
    })
    .where(inArray(registrations.id, ids));
}

export async function noteFinished(tx: Tx, ids: string[], now: Date): Promise<void> {
  await tx.update(registrations).set({ finishedAt: now }).where(inArray(registrations.id, ids));
}

/** False without a seat of theirs. */
export async function noteComing(tx: Tx, residentId: string, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(registrations)
    .set({ comingAt: now })
    .where(and(eq(registrations.id, id), eq(registrations.residentId, residentId), eq(registrations.status, 'seated')))
    .returning({ id: registrations.id });
  return rows.length > 0;
}

/** Everyone with a seat or a place in the list, by name in the hands of who may read it: the sealed details, the key to them, and from whom they are hidden. */
export async function listSealedParticipants(tx: Tx, offerId: string) {
  return tx
    .select({
      id: registrations.id,
      reference: items.reference,
      status: registrations.status,
      sealedDetails: registrations.sealedDetails,
      share: registrations.share,
      comingAt: registrations.comingAt,
      offeredUntil: registrations.offeredUntil,
      createdAt: registrations.createdAt,
      personKey: { id: personKeys.id, wrappedKey: personKeys.wrappedKey, masterVersion: personKeys.masterVersion },
      visible: { sensitive: hidden('items'), excludedStaffIds: excluded('items') },
    })
    .from(registrations)
    .innerJoin(items, eq(items.id, registrations.itemId))
    .leftJoin(personKeys, eq(personKeys.id, items.keyId))
    .where(and(eq(registrations.offerId, offerId), inArray(registrations.status, ['seated', 'offered', 'waiting'])))
    .orderBy(sql`${registrations.status} = 'waiting'`, asc(registrations.lineNumber));
}
