import { readItem } from '../../db/queries/items/items.ts';
import { readEnquiryByItem } from '../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import { wordsFor } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, mayHandle, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { seeItem } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { openEnquiry } from './details.ts';
import { noteEnquiryEvent } from './work-on-enquiry.ts';

export type Applicant = {
  reference: string;
  /** Null when it was spoken: the recording is in the item. */
  name: string | null;
  phone: string;
  /** The call's own questions, in English as far as there is, with the answers. */
  answers: { question: string; answer: string }[];
};

/** Name and phone of an applicant; every look is written down. Refusals: not_found, role_needed, words_destroyed. */
export async function showApplicant(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<Applicant>> {
  const lacks = lacksRole(member, 'see_people');
  if (lacks) return lacks;
  return line.database.transaction(async (tx): Promise<Result<Applicant>> => {
    const seen = await seeItem(tx, member, reference);
    if (!seen) return refuse('not_found');
    if (!mayHandle(seen.member, seen.visible)) return refuseRole('run_offers', seen.member);
    const { row: item } = seen;
    const row = await readEnquiryByItem(tx, item.id);
    const main = row && (await readItem(tx, row.itemId));
    if (!row || !main) return refuse('not_found');
    const key = main.keyId === null ? null : await line.keyring.key(tx, main.keyId);
    const details = openEnquiry(key, row);
    if (!details) return refuse('words_destroyed');
    await noteEnquiryEvent(tx, line, { kind: 'applicant_shown', data: { enquiryId: row.id } }, item.id, seen.member);
    const offer = await readOffer(tx, row.offerId);
    const questions = offer?.questions ?? [];
    return done({
      reference: main.reference,
      name: details.name,
      phone: details.phone,
      answers: Object.entries(details.own).map(([own, answer]) => ({
        question: wordsFor(questions.find((one) => one.key === own)?.texts ?? {}, 'en', null) || own,
        answer: String(answer),
      })),
    });
  });
}
