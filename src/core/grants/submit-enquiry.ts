import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { readItemBySubmissionKey } from '../../db/queries/items/items.ts';
import { type EnquiryRow, insertEnquiry, readEnquiryByItem, readEnquiryOf } from '../../db/queries/offers/enquiries.ts';
import { lockOffer } from '../../db/queries/offers/offers.ts';
import { type CallFacts, isCall, whyNotOpen } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { type Applying, type NotEligible, refuseIneligible, submitForOffer } from '../offers/submit-for-offer.ts';
import { sealEnquiry } from './details.ts';
import type { EnquiryAnswers } from './forms/enquiry.ts';

export type SubmittedEnquiry = {
  facts: CallFacts;
  row: EnquiryRow;
  reference: string;
  /** False when this very form had been sent before. */
  fresh: boolean;
};

/**
 * An application for a grant: an item for staff, and where it stands. Refusals: not_found, offer_closed, offer_cancelled, already_applied,
 * over_maximum, not_eligible.
 */
export async function submitEnquiry(
  tx: Tx,
  line: Line,
  who: Applying,
  offerId: string,
  submissionKey: string,
  answers: EnquiryAnswers,
): Promise<
  | Result<SubmittedEnquiry, 'not_found' | 'offer_closed' | 'offer_cancelled' | 'already_applied' | 'over_maximum'>
  | NotEligible
> {
  const offer = await lockOffer(tx, offerId);
  if (!offer) return refuse('not_found');
  const facts = await readFactsOf(tx, offer);
  if (!isCall(facts)) return refuse('not_found');
  const before = await sentBefore(tx, submissionKey, facts);
  if (before) return done(before);
  const refused = await refusal(tx, line, who, facts, answers);
  if (refused) return refused;
  const { applicant, messages } = answers;
  const item = await submitForOffer(tx, line, who, facts, submissionKey, { kind: 'enquiry', applicant, messages });
  const id = randomUUID();
  const now = line.now();
  const { name, nameVoice, phone, own, stage, amountCents } = answers;
  const row = await insertEnquiry(tx, {
    ...{ id, offerId, itemId: item.itemId, residentId: who.residentId },
    ...{ businessStage: stage, amountCents, createdAt: now, updatedAt: now },
    sealedDetails: sealEnquiry(who.key, id, { name, phone, own, ...(nameVoice && { nameVoice }) }),
  });
  return done({ facts, row, reference: item.reference, fresh: true });
}

async function sentBefore(tx: Tx, submissionKey: string, facts: CallFacts): Promise<SubmittedEnquiry | null> {
  const item = await readItemBySubmissionKey(tx, submissionKey);
  const row = item && (await readEnquiryByItem(tx, item.id));
  return item && row ? { facts, row, reference: item.reference, fresh: false } : null;
}

async function refusal(tx: Tx, line: Line, who: Applying, facts: CallFacts, answers: EnquiryAnswers) {
  const closed = whyNotOpen(facts, line.now());
  if (closed) return refuse(closed);
  if (await readEnquiryOf(tx, facts.id, who.residentId)) return refuse('already_applied');
  const ineligible = refuseIneligible(facts, answers.applicant);
  if (ineligible) return ineligible;
  // The maximum may have been lowered while they filled it in.
  return answers.amountCents > (facts.maximumCents ?? 0) ? refuse('over_maximum') : null;
}
