import type { Tx } from '../../db/client.ts';
import { readItem } from '../../db/queries/items/items.ts';
import { listAppointments } from '../../db/queries/offers/appointments.ts';
import type { EnquiryRow } from '../../db/queries/offers/enquiries.ts';
import { listPapers } from '../../db/queries/offers/papers.ts';
import { type Enquiry, everyPaper, OTHER_PAPER, type PaperStanding } from '../domain/offers/enquiry.ts';
import { type CallFacts, type Reader, wordsFor } from '../domain/offers/offer.ts';
import type { SayValue } from '../domain/say.ts';
import { openPaperReason } from './details.ts';

/** The row as decisions read it. */
export async function enquiryOf(tx: Tx, row: EnquiryRow): Promise<Enquiry> {
  const appeal = row.appealItemId === null ? null : await readItem(tx, row.appealItemId);
  const { state, amountCents, approvedCents, decidedById, decidedAt } = row;
  return {
    ...{ state, amountCents, approvedCents, decidedById, decidedAt },
    appealed: appeal !== null,
    appealOpen: appeal?.status === 'open',
  };
}

export type EnquirySteps = {
  times: { id: string; startsAt: Date; place: string; state: 'proposed' | 'picked' | 'dropped' }[];
  /** Every one: of the call, and what was asked for beside. `reason`: why it was waived. */
  papers: (PaperStanding & { reason: string | null })[];
};

/** How far an application came, beside its state. `key` opens why a paper was waived. */
export async function readSteps(
  tx: Tx,
  enquiryId: string,
  facts: Pick<CallFacts, 'papers'>,
  key: Buffer | null,
): Promise<EnquirySteps> {
  const times = await listAppointments(tx, enquiryId);
  const papers = await readPapers(tx, enquiryId, facts);
  return {
    times: times.map(({ id, startsAt, place, state }) => ({ id, startsAt, place, state })),
    papers: papers.map((paper) => ({
      key: paper.key,
      state: paper.state,
      reason: paper.state === 'waived' ? openPaperReason(key, paper) : null,
    })),
  };
}

/** Every paper of an application, as it stands. */
export const readPapers = async (tx: Tx, enquiryId: string, facts: Pick<CallFacts, 'papers'>) =>
  everyPaper(
    facts.papers.map(({ key }) => key),
    await listPapers(tx, enquiryId),
  );

/** What a paper is called for this reader. */
export function paperName(facts: Pick<CallFacts, 'papers'>, key: string, { language, second }: Reader): SayValue {
  const known = key === OTHER_PAPER ? undefined : facts.papers.find((paper) => paper.key === key);
  const name = known ? wordsFor(known.texts, language, second) : '';
  return name === '' ? { key: 'grants:other_paper' } : { text: name };
}

/** The same in English, for staff; the key where the call has no name for it any more. */
export function paperNameForStaff(facts: Pick<CallFacts, 'papers'>, key: string): string | null {
  if (key === OTHER_PAPER) return null;
  const known = facts.papers.find((paper) => paper.key === key);
  return known ? wordsFor(known.texts, 'en', null) || key : key;
}
