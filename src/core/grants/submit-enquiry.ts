import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { type EnquiryRow, insertEnquiry, readEnquiryByItem, readEnquiryOf } from '../../db/queries/enquiries.ts';
import { readItemBySubmissionKey } from '../../db/queries/items.ts';
import { listSessions, lockOffer } from '../../db/queries/offers.ts';
import { ageBandOf, reasonsAgainst } from '../domain/eligibility.ts';
import { type OfferFacts, opensUntil } from '../domain/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { EnquiryAnswers } from '../forms/enquiry.ts';
import { submitItem } from '../items/submit-item.ts';
import type { Line } from '../line.ts';
import { factsOf } from '../offers/offer-facts.ts';
import type { NotEligible, Registrant } from '../registrations/register-for-offer.ts';
import { sealEnquiry } from './details.ts';

export type SubmittedEnquiry = {
  facts: OfferFacts;
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
  who: Registrant,
  offerId: string,
  submissionKey: string,
  answers: EnquiryAnswers,
): Promise<Result<SubmittedEnquiry> | NotEligible> {
  const offer = await lockOffer(tx, offerId);
  if (offer?.kind !== 'grant_call') return refuse('not_found');
  const facts = factsOf(offer, await listSessions(tx, offerId));
  const before = await sentBefore(tx, submissionKey, facts);
  if (before) return done(before);
  const refused = await refusal(tx, line, who, facts, answers);
  if (refused) return refused;
  const item = await submitItem(tx, line, submissionOf(who, facts, submissionKey, answers));
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

async function sentBefore(tx: Tx, submissionKey: string, facts: OfferFacts): Promise<SubmittedEnquiry | null> {
  const item = await readItemBySubmissionKey(tx, submissionKey);
  const row = item && (await readEnquiryByItem(tx, item.id));
  return item && row ? { facts, row, reference: item.reference, fresh: false } : null;
}

async function refusal(tx: Tx, line: Line, who: Registrant, facts: OfferFacts, answers: EnquiryAnswers) {
  if (facts.status === 'cancelled') return refuse('offer_cancelled');
  const until = opensUntil(facts);
  if (facts.status !== 'published' || (until !== null && until <= line.now())) return refuse('offer_closed');
  if (await readEnquiryOf(tx, facts.id, who.residentId)) return refuse('already_applied');
  const reasons = reasonsAgainst(facts.rules, facts.questions, answers.applicant);
  if (reasons.length > 0) return { ok: false, code: 'not_eligible', reasons } as const;
  // The maximum may have been lowered while they filled it in.
  return answers.amountCents > (facts.maximumCents ?? 0) ? refuse('over_maximum') : null;
}

function submissionOf(who: Registrant, facts: OfferFacts, submissionKey: string, answers: EnquiryAnswers) {
  const { residentId, keyId, key, chatId, language, aboutYou } = who;
  const { applicant, messages } = answers;
  return {
    submissionKey,
    kind: 'enquiry' as const,
    type: null,
    municipality: applicant.municipality ?? facts.municipality,
    sector: facts.sector,
    agency: facts.agency,
    offerId: facts.id,
    language,
    channel: 'telegram' as const,
    sensitive: false,
    aboutYou: {
      ...aboutYou,
      ...(applicant.gender && { gender: applicant.gender }),
      ...(applicant.communities && { communities: applicant.communities }),
      ...(applicant.age !== undefined && { ageBand: ageBandOf(applicant.age) }),
    },
    messages,
    from: { residentId, keyId, key, chatId },
    by: { kind: 'resident' as const },
  };
}
