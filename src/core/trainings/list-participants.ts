import { appendEvents } from '../../db/queries/items/events.ts';
import { listAttended } from '../../db/queries/offers/attendance.ts';
import { listSessions, readOffer } from '../../db/queries/offers/offers.ts';
import { listSealedParticipants } from '../../db/queries/offers/participants.ts';
import type { Need } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayHandle, mayManageOffers, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { openDetails } from './details.ts';

export type Participant = {
  registrationId: string;
  reference: string;
  status: 'seated' | 'offered' | 'waiting';
  /** Null when it was only spoken, or its words were destroyed. */
  name: string | null;
  /** E.164. */
  phone: string | null;
  needs: Need[];
  /** The organiser may have name and phone. */
  share: boolean;
  /** Said "I'm coming" since they were told the time last. */
  coming: boolean;
  /** 1 is the next who waits; null with a seat. */
  place: number | null;
  /** Ids of the sessions at which they were. */
  attended: string[];
};

/**
 * Who takes part, with names and phones, as far as this member may see them: people with a seat first, then the line, whose places count those
 * who are not shown. Each look is written down. Refusals: role_needed, not_found.
 */
export async function listParticipants(
  line: Line,
  member: StaffMember | null,
  offerId: string,
): Promise<Result<Participant[]>> {
  if (member === null || !mayManageOffers(member)) return refuseRole('run_offers', member);
  return line.database.transaction(async (tx): Promise<Result<Participant[]>> => {
    if (!(await readOffer(tx, offerId))) return refuse('not_found');
    const sessions = await listSessions(tx, offerId);
    const attended = await listAttended(
      tx,
      sessions.map(({ id }) => id),
    );
    const rows = await listSealedParticipants(tx, offerId);
    let waiting = 0;
    const placed = rows.map((row) => ({ ...row, place: row.status === 'waiting' ? ++waiting : null }));
    const shown = placed.filter(({ visible }) => mayHandle(member, visible));
    const people = shown.map(async ({ personKey, place, ...row }): Promise<Participant> => {
      const details = openDetails(personKey ? await line.keyring.unwrap(tx, personKey) : null, row);
      return {
        registrationId: row.id,
        reference: row.reference,
        status: row.status as Participant['status'],
        name: details?.name ?? null,
        phone: details?.phone ?? null,
        needs: details?.needs ?? [],
        share: row.share,
        coming: row.comingAt !== null,
        place,
        attended: attended.get(row.id) ?? [],
      };
    });
    await appendEvents(tx, [
      {
        kind: 'participants_shown',
        actor: 'staff',
        staffId: member.id,
        data: { offerId, people: shown.length },
        at: line.now(),
      },
    ]);
    return done(await Promise.all(people));
  });
}
