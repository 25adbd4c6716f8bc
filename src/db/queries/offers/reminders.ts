import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { REMINDER_KINDS, type ReminderKind } from '../../../core/domain/offers/reminder.ts';
import type { Tx } from '../../client.ts';
import { anInstant, readIds, readRows } from '../../read-rows.ts';
import { reminders } from '../../schema/offers/reminders.ts';

const SessionAhead = z.object({
  id: z.string(),
  offerId: z.string(),
  startsAt: anInstant,
  previousEnd: anInstant.nullable(),
});
export type SessionAhead = z.infer<typeof SessionAhead>;

const ahead = sql`select s.id, s.offer_id as "offerId", s.starts_at as "startsAt", (select max(p.ends_at) from offer_sessions p
  where p.offer_id = s.offer_id and p.starts_at < s.starts_at) as "previousEnd"
  from offer_sessions s join offers o on o.id = s.offer_id where o.status in ('published', 'closed')`;

/** Sessions of offers that take place, beginning between the two instants. */
export async function listSessionsAhead(tx: Tx, after: Date, until: Date): Promise<SessionAhead[]> {
  return readRows(
    tx,
    SessionAhead,
    sql`${ahead} and s.starts_at > ${after.toISOString()}::timestamptz and s.starts_at <= ${until.toISOString()}::timestamptz order by s.starts_at, s.id`,
  );
}

/** One of them, or null when it is gone or its offer does not take place. */
export async function readSessionAhead(tx: Tx, sessionId: string): Promise<SessionAhead | null> {
  return (await readRows(tx, SessionAhead, sql`${ahead} and s.id = ${sessionId}::uuid`))[0] ?? null;
}

export type Wanted = { sessionId: string; kind: ReminderKind; mark: Date };
const ToRemind = z.object({ sessionId: z.string(), kind: z.enum(REMINDER_KINDS) });

/** Those for which somebody is still to be reminded: one statement for all, however many sessions there are. */
export async function listToRemind(tx: Tx, wanted: Wanted[]): Promise<z.infer<typeof ToRemind>[]> {
  if (wanted.length === 0) return [];
  const asked = JSON.stringify(wanted.map(({ sessionId, kind, mark }) => ({ id: sessionId, kind, mark })));
  return readRows(
    tx,
    ToRemind,
    sql`
    select w.id as "sessionId", w.kind from jsonb_to_recordset(${asked}::jsonb) as w(id uuid, kind text, mark timestamptz)
    join offer_sessions s on s.id = w.id
    where exists (select 1 from registrations r where r.offer_id = s.offer_id and r.status = 'seated' and r.resident_id is not null
      and coalesce(r.seated_at, r.created_at) <= w.mark and coalesce((select m.at from reminders m
        where m.registration_id = r.id and m.session_id = w.id and m.kind = w.kind), '-infinity') < w.mark)`,
  );
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
  const reminded = await readIds(
    tx,
    sql`
    insert into reminders (registration_id, session_id, kind, at)
    select id::uuid, ${sessionId}::uuid, ${kind}, ${now.toISOString()}::timestamptz from jsonb_array_elements_text(${ids}::jsonb) as ids(id)
    order by id
    on conflict (registration_id, session_id, kind) do update set at = excluded.at where reminders.at < ${mark.toISOString()}::timestamptz
    returning registration_id as id`,
  );
  return new Set(reminded);
}

/** What one registration's holder was reminded of. */
export async function listRemindersOf(tx: Tx, registrationId: string): Promise<{ at: Date }[]> {
  return tx
    .select({ at: reminders.at })
    .from(reminders)
    .where(eq(reminders.registrationId, registrationId))
    .orderBy(reminders.at);
}
