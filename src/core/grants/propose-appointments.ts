import { randomUUID } from 'node:crypto';
import { dropAppointments, insertAppointments } from '../../db/queries/offers/appointments.ts';
import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { decidePropose } from '../domain/offers/enquiry.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { sayTimes } from './say-of-enquiry.ts';
import { tellApplicant } from './tell-applicant.ts';
import { type EnquiryDone, noteStep, workOnEnquiry } from './work-on-enquiry.ts';

const LONGEST_PLACE = 200;

/**
 * An adviser's times for a talk, of which the applicant picks one. Earlier proposals lapse; a time picked before stays until another is.
 * Refusals: not_found, role_needed, empty_text, too_long, no_times, time_past, same_time_twice, already_decided, already_withdrawn, words_destroyed.
 */
export async function proposeAppointments(
  line: Line,
  member: StaffMember | null,
  reference: string,
  proposal: { times: Date[]; place: string; changeKey: string },
): Promise<Result<EnquiryDone>> {
  const place = proposal.place.replace(/\s+/g, ' ').trim();
  if (isBlank(place)) return refuse('empty_text');
  if (place.length > LONGEST_PLACE) return refuse('too_long', { most: LONGEST_PLACE });
  return workOnEnquiry(line, member, reference, proposal, async (tx, held) => {
    const now = line.now();
    const decision = decidePropose(held.enquiry, proposal.times, now);
    if (!decision.ok) return decision;
    const refused = await noteStep(tx, line, held, {
      kind: 'times_proposed',
      data: { enquiryId: held.row.id, times: proposal.times.length },
    });
    if (refused) return refused;
    const { id } = held.row;
    await dropAppointments(tx, id, ['proposed']);
    const times = [...proposal.times]
      .sort((a, b) => a.getTime() - b.getTime())
      .map((startsAt) => ({ id: randomUUID(), startsAt, place, state: 'proposed' as const }));
    await insertAppointments(
      tx,
      times.map((time) => ({ ...time, enquiryId: id, proposedById: held.member.id, createdAt: now })),
    );
    await updateEnquiry(tx, id, decision.changes, now);
    await tellApplicant(tx, line, held, (reader, own) => sayTimes(held.facts, reader, own, id, times, now));
    return null;
  });
}
