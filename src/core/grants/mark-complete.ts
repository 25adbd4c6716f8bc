import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { setPapers } from '../../db/queries/offers/papers.ts';
import { decideComplete, isMissing } from '../domain/offers/enquiry.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { sealPaperReason } from './details.ts';
import { readPapers } from './enquiry-facts.ts';
import { sayComplete } from './say-of-enquiry.ts';
import { tellApplicant } from './tell-applicant.ts';
import { type EnquiryDone, noteStep, workOnEnquiry } from './work-on-enquiry.ts';

const LONGEST_REASON = 500;

/**
 * Nothing is missing any more: every paper of the call was received, `seen` elsewhere, or is `waived` with the reason that the applicant
 * reads; and a decision can be made. Refusals: not_found, role_needed, papers_missing, waiver_reason_missing, too_long, already_complete,
 * already_decided, already_withdrawn, words_destroyed.
 */
export async function markComplete(
  line: Line,
  member: StaffMember | null,
  reference: string,
  marked: { seen: string[]; waived?: string[]; why?: string; changeKey: string },
): Promise<Result<EnquiryDone>> {
  const why = (marked.why ?? '').replace(/\s+/g, ' ').trim();
  if (why.length > LONGEST_REASON) return refuse('too_long', { most: LONGEST_REASON });
  return workOnEnquiry(line, member, reference, marked, async (tx, held) => {
    const now = line.now();
    const { id } = held.row;
    const papers = await readPapers(tx, id, held.facts);
    const missing = papers.filter(isMissing).map(({ key }) => key);
    const seen = missing.filter((key) => marked.seen.includes(key));
    const waived = missing.filter((key) => marked.waived?.includes(key) && !seen.includes(key));
    const decision = decideComplete(held.enquiry, papers, [...seen, ...waived]);
    if (!decision.ok) return decision;
    if (waived.length > 0 && why === '') return refuse('waiver_reason_missing');
    const refused = await noteStep(tx, line, held, { kind: 'enquiry_complete', data: { enquiryId: held.row.id } });
    if (refused) return refused;
    const accepted = papers.filter(({ state }) => state === 'received').map(({ key }) => key);
    await setPapers(
      tx,
      id,
      [
        ...[...accepted, ...seen].map((key) => ({ key, state: 'accepted' as const })),
        ...waived.map((key) => ({
          ...{ key, state: 'waived' as const },
          sealedReason: sealPaperReason(held.key, id, key, why),
        })),
      ],
      now,
    );
    const told = waived.map((key) => ({ key, state: 'waived' as const, reason: why }));
    await updateEnquiry(tx, id, decision.changes, now);
    await tellApplicant(tx, line, held, (reader, own) => sayComplete(held.facts, reader, own, id, told));
    return null;
  });
}
