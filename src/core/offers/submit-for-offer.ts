import type { Tx } from '../../db/client.ts';
import type { Address } from '../domain/address.ts';
import type { AboutYou, EnteredChannel, Language } from '../domain/codes.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { type Applicant, ageBandOf, type Ineligible, reasonsAgainst } from '../domain/offers/eligibility.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { type Submitted, submitItem } from '../items/taken-in/submit-item.ts';
import type { Line } from '../line.ts';

/** Who applies, as the turn knows them. */
export type Registrant = {
  residentId: string;
  keyId: string;
  key: Buffer;
  address: Address;
  language: Language;
  aboutYou: AboutYou;
};

/** The same, or a person without an address whom staff enter. */
export type Applying = Omit<Registrant, 'address'> & {
  address: Address | null;
  entered?: { channel: EnteredChannel; member: StaffMember };
};

export type NotEligible = { ok: false; code: 'not_eligible'; reasons: Ineligible[] };

/** Why this person may not apply, or null. */
export function refuseIneligible({ rules, questions }: OfferFacts, applicant: Applicant): NotEligible | null {
  const reasons = reasonsAgainst(rules, questions, applicant);
  return reasons.length > 0 ? { ok: false, code: 'not_eligible', reasons } : null;
}

export type SubmittedForOffer = {
  kind: 'registration' | 'enquiry';
  applicant: Applicant;
  messages: IncomingMessage[];
  /** It needs nobody: see Submission.quiet. */
  quiet?: boolean;
};

/** The item of a registration or an application: place, sector and agency are the offer's, and what they said of themselves goes with it. */
export function submitForOffer(
  tx: Tx,
  line: Line,
  who: Applying,
  facts: OfferFacts,
  submissionKey: string,
  { kind, applicant, messages, quiet = false }: SubmittedForOffer,
): Promise<Submitted> {
  const { residentId, keyId, key, address, entered, language, aboutYou } = who;
  return submitItem(tx, line, {
    ...{ submissionKey, kind, messages, quiet, language },
    type: null,
    municipality: applicant.municipality ?? facts.municipality,
    sector: facts.sector,
    agency: facts.agency,
    offerId: facts.id,
    channel: address?.channel ?? entered?.channel ?? 'other',
    sensitive: false,
    aboutYou: {
      ...aboutYou,
      ...(applicant.gender && { gender: applicant.gender }),
      ...(applicant.communities && { communities: applicant.communities }),
      ...(applicant.age !== undefined && { ageBand: ageBandOf(applicant.age) }),
    },
    from: { residentId, keyId, key, address },
    by: entered ? { kind: 'staff', member: entered.member } : { kind: 'resident' },
  });
}
