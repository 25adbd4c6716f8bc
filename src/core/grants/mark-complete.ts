import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { listPapers, setPaperState } from '../../db/queries/offers/papers.ts';
import { decideComplete } from '../domain/offers/enquiry.ts';
import type { Result } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { sayComplete } from './say-of-enquiry.ts';
import { tellApplicant } from './tell-applicant.ts';
import { type EnquiryDone, noteStep, workOnEnquiry } from './work-on-enquiry.ts';

/**
 * Nothing is missing any more: every paper received, or `seen` elsewhere, is accepted, and a decision can be made. Refusals: not_found,
 * not_allowed, papers_missing, already_complete, already_decided, already_withdrawn, words_destroyed.
 */
export async function markComplete(
  line: Line,
  member: StaffMember | null,
  reference: string,
  marked: { seen: string[]; changeKey: string },
): Promise<Result<EnquiryDone>> {
  return workOnEnquiry(line, member, reference, marked, async (tx, held) => {
    const now = line.now();
    const { id } = held.row;
    const papers = await listPapers(tx, id);
    const decision = decideComplete(held.enquiry, papers, marked.seen);
    if (!decision.ok) return decision;
    const refused = await noteStep(tx, line, held, { kind: 'enquiry_complete', data: { enquiryId: held.row.id } });
    if (refused) return refused;
    await setPaperState(
      tx,
      id,
      papers.map(({ key }) => key),
      'accepted',
      now,
    );
    await updateEnquiry(tx, id, decision.changes, now);
    await tellApplicant(tx, line, held, (reader, own) => sayComplete(held.facts, reader, own, id));
    return null;
  });
}
