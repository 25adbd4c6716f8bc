import { appendEvents } from '../../db/queries/items/events.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import { readRegistrationByItem } from '../../db/queries/offers/registrations.ts';
import { type Need, wordsFor } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, mayHandle, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { seeItem } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { openDetails } from './details.ts';

export type ShownParticipant = {
  registrationId: string;
  reference: string;
  /** Null when it was spoken: the recording is in the item. */
  name: string | null;
  phone: string | null;
  needs: Need[];
  share: boolean;
  coming: boolean;
  /** The offer's own questions, in English as far as there is, with the answers. */
  answers: { question: string; answer: string }[];
};

/** Name and phone of somebody registered; every look is written down. Refusals: not_found, role_needed, words_destroyed. */
export async function showParticipant(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<ShownParticipant>> {
  const lacks = lacksRole(member, 'see_people');
  if (lacks) return lacks;
  return line.database.transaction(async (tx): Promise<Result<ShownParticipant>> => {
    const seen = await seeItem(tx, member, reference);
    if (!seen) return refuse('not_found');
    if (!mayHandle(seen.member, seen.visible)) return refuseRole('run_offers', seen.member);
    const { row: item } = seen;
    const row = await readRegistrationByItem(tx, item.id);
    if (!row) return refuse('not_found');
    const details = openDetails(item.keyId === null ? null : await line.keyring.key(tx, item.keyId), row);
    if (!details) return refuse('words_destroyed');
    const at = line.now();
    const data = { offerId: row.offerId, people: 1 };
    await appendEvents(tx, [
      { kind: 'participants_shown', itemId: item.id, actor: 'staff', staffId: seen.member.id, data, at },
    ]);
    const questions = (await readOffer(tx, row.offerId))?.questions ?? [];
    return done({
      registrationId: row.id,
      reference: item.reference,
      name: details.name,
      phone: details.phone,
      needs: details.needs,
      share: row.share,
      coming: row.comingAt !== null,
      answers: Object.entries(details.own).map(([key, answer]) => ({
        question: wordsFor(questions.find((one) => one.key === key)?.texts ?? {}, 'en', null) || key,
        answer: String(answer),
      })),
    });
  });
}
