import { appendEvents } from '../../db/queries/items/events.ts';
import { updateItem } from '../../db/queries/items/items.ts';
import { answerReferralRow, readOpenReferral } from '../../db/queries/items/referrals.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { sealText } from '../privacy/seal.ts';
import { sayTakenOver } from '../residents/say-of-item.ts';
import { followDanger } from './calling.ts';
import { workOnItem } from './change-item.ts';
import { tellStaff } from './staff-news/tell-staff.ts';
import { listReaders, tellResidents } from './tell-residents.ts';

/**
 * The agency it was offered to accepts the item, and it becomes theirs, unclaimed, and everybody who reads its answers is told; or returns
 * it, with a reason for who offered it, and no resident hears of it.
 * Refusals: not_found, role_needed, no_open_referral, already_closed, other_agency, empty_text, words_destroyed.
 */
export async function answerReferral(
  line: Line,
  member: StaffMember | null,
  reference: string,
  answer: { accept: true } | { accept: false; reason: string },
): Promise<Result<{ itemId: string }>> {
  if (!answer.accept && isBlank(answer.reason)) return refuse('empty_text');
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const referral = await readOpenReferral(tx, row.id);
    if (!referral) return refuse('no_open_referral');
    if (row.status === 'closed') return refuse('already_closed');
    if (by.agency !== referral.toAgency && !by.roles.includes('lead'))
      return refuse('other_agency', { agency: referral.toAgency });
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (key === null) return refuse('words_destroyed');
    const now = line.now();
    await answerReferralRow(tx, referral.id, {
      state: answer.accept ? 'accepted' : 'returned',
      sealedAnswer: answer.accept
        ? null
        : sealText(key, sealedIn.referral(referral.id, 'answer'), answer.reason.trim()),
      answeredById: by.id,
      answeredAt: now,
    });
    await updateItem(tx, row.id, answer.accept ? { agency: referral.toAgency, assigneeId: null } : {}, now);
    if (answer.accept) await followDanger(tx, line, row.id, row, { ...row, assigneeId: null });
    const kind = answer.accept ? 'referral_accepted' : 'referral_returned';
    await appendEvents(tx, [
      { kind, itemId: row.id, actor: 'staff', staffId: by.id, data: { agency: referral.toAgency }, at: now },
    ]);
    await owe(tx, 'card', { itemId: row.id });
    if (!answer.accept) await tellStaff(tx, line, row.id, 'returned', { actorId: by.id, referral });
    if (answer.accept)
      await tellResidents(tx, line, row, await listReaders(tx, row.id), {
        messageId: undefined,
        kind: 'notice',
        say: (own) => sayTakenOver(own, referral.toAgency),
      });
    return done({ itemId: row.id });
  });
}
