import { sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';

export type SessionAhead = { id: string; offerId: string; startsAt: Date; previousEnd: Date | null };

type RawSession = { id: string; offer_id: string; starts_at: string; previous_end: string | null };

const read = (rows: unknown): SessionAhead[] =>
  (rows as RawSession[]).map(({ id, offer_id, starts_at, previous_end }) => ({
    id,
    offerId: offer_id,
    startsAt: new Date(starts_at),
    previousEnd: previous_end === null ? null : new Date(previous_end),
  }));

const ahead = sql`select s.id, s.offer_id, s.starts_at, (select max(p.ends_at) from offer_sessions p
  where p.offer_id = s.offer_id and p.starts_at < s.starts_at) as previous_end
  from offer_sessions s join offers o on o.id = s.offer_id where o.status in ('published', 'closed')`;

/** Sessions of offers that take place, beginning between the two instants. */
export async function listSessionsAhead(tx: Tx, after: Date, until: Date): Promise<SessionAhead[]> {
  return read(
    await tx.execute(
      sql`${ahead} and s.starts_at > ${after.toISOString()}::timestamptz and s.starts_at <= ${until.toISOString()}::timestamptz order by s.starts_at, s.id`,
    ),
  );
}

/** One of them, or null when it is gone or its offer does not take place. */
export async function readSessionAhead(tx: Tx, sessionId: string): Promise<SessionAhead | null> {
  return read(await tx.execute(sql`${ahead} and s.id = ${sessionId}::uuid`))[0] ?? null;
}

export type Wanted = { sessionId: string; kind: string; mark: Date };

/** Those for which somebody is still to be reminded: one statement for all, however many sessions there are. */
export async function listToRemind(tx: Tx, wanted: Wanted[]): Promise<{ sessionId: string; kind: string }[]> {
  if (wanted.length === 0) return [];
  const asked = JSON.stringify(wanted.map(({ sessionId, kind, mark }) => ({ id: sessionId, kind, mark })));
  const rows = await tx.execute(sql`
    select w.id, w.kind from jsonb_to_recordset(${asked}::jsonb) as w(id uuid, kind text, mark timestamptz)
    join offer_sessions s on s.id = w.id
    where exists (select 1 from registrations r where r.offer_id = s.offer_id and r.status = 'seated' and r.resident_id is not null
      and coalesce(r.seated_at, r.created_at) <= w.mark and coalesce((select m.at from reminders m
        where m.registration_id = r.id and m.session_id = w.id and m.kind = w.kind), '-infinity') < w.mark)`);
  return (rows as unknown as { id: string; kind: string }[]).map(({ id, kind }) => ({ sessionId: id, kind }));
}

/**
 * Notes that these people are reminded, and returns those of them who had not been since the mark: whoever else does the same at this
 * moment gets the others. A row from before the mark is of another time of this session, and counts no more.
 */
export async function noteReminded(
  tx: Tx,
  { sessionId, kind, mark }: Wanted,
  registrationIds: string[],
  now: Date,
): Promise<Set<string>> {
  const ids = JSON.stringify(registrationIds);
  const rows = await tx.execute(sql`
    insert into reminders (registration_id, session_id, kind, at)
    select id::uuid, ${sessionId}::uuid, ${kind}, ${now.toISOString()}::timestamptz from jsonb_array_elements_text(${ids}::jsonb) as ids(id)
    order by id
    on conflict (registration_id, session_id, kind) do update set at = excluded.at where reminders.at < ${mark.toISOString()}::timestamptz
    returning registration_id as id`);
  return new Set((rows as unknown as { id: string }[]).map(({ id }) => id));
}
