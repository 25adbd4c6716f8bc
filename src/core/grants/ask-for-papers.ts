import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { askPapers } from '../../db/queries/offers/papers.ts';
import { decideAskPapers, OTHER_PAPER } from '../domain/offers/enquiry.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { writeMessages } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import { sayPapersAsked } from './say-of-enquiry.ts';
import { tellApplicant } from './tell-applicant.ts';
import { type EnquiryDone, noteStep, workOnEnquiry } from './work-on-enquiry.ts';

const LONGEST_WORDS = 1000;

/** By their keys, each once; words alone ask for something that no list has. */
export function askedFor(papers: readonly string[], words: string): string[] {
  const named = [...new Set(papers)].filter((key) => key !== OTHER_PAPER);
  return named.length === 0 && words !== '' ? [OTHER_PAPER] : named;
}

/**
 * Asks for papers of the call's list, or for something in staff's own words (in the applicant's language). Refusals: not_found, role_needed,
 * too_long, no_papers, unknown_paper, already_decided, already_withdrawn, words_destroyed.
 */
export async function askForPapers(
  line: Line,
  member: StaffMember | null,
  reference: string,
  wanted: { papers: string[]; words: string; changeKey: string },
): Promise<Result<EnquiryDone>> {
  const words = wanted.words.trim();
  if (words.length > LONGEST_WORDS) return refuse('too_long', { most: LONGEST_WORDS });
  const keys = askedFor(wanted.papers, words);
  return workOnEnquiry(line, member, reference, wanted, async (tx, held) => {
    const now = line.now();
    const known = held.facts.papers.map(({ key }) => key);
    const decision = decideAskPapers(held.enquiry, keys, known);
    if (!decision.ok) return decision;
    const refused = await noteStep(tx, line, held, {
      kind: 'papers_asked',
      data: { enquiryId: held.row.id, papers: keys.length },
    });
    if (refused) return refused;
    await askPapers(tx, held.row.id, keys, now);
    await updateEnquiry(tx, held.row.id, decision.changes, now);
    const [messageId] =
      words === ''
        ? []
        : await writeMessages(tx, line, { id: held.item.id, key: held.key }, [
            {
              direction: 'out',
              body: { kind: 'text', text: words },
              staffId: held.member.id,
              changeKey: wanted.changeKey,
            },
          ]);
    const asked = keys.map((key) => ({ key, state: 'asked' as const }));
    await tellApplicant(
      tx,
      line,
      held,
      (reader, own) => sayPapersAsked(held.facts, reader, own, held.row.id, asked, words),
      { messageId },
    );
    return null;
  });
}
