import { randomUUID } from 'node:crypto';
import { appendEvents } from '../../db/queries/items/events.ts';
import { updateItem } from '../../db/queries/items/items.ts';
import { insertReferral, readOpenReferral } from '../../db/queries/items/referrals.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Agency } from '../domain/codes.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { sealText } from '../privacy/seal.ts';
import { workOnItem } from './change-item.ts';
import { tellStaff } from './staff-news/tell-staff.ts';

/**
 * Offers an item to another agency; a clock runs until it accepts or returns it. The resident hears of it once it was accepted: before,
 * nobody there is dealing with it.
 * Refusals: not_found, role_needed, already_closed, same_agency, already_referred, words_destroyed.
 */
export async function referItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  referral: { toAgency: Agency; remark: string },
): Promise<Result<{ itemId: string; dueAt: Date }>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    if (row.status === 'closed') return refuse('already_closed');
    if (row.agency === referral.toAgency) return refuse('same_agency');
    if (await readOpenReferral(tx, row.id)) return refuse('already_referred');
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (key === null) return refuse('words_destroyed');
    const now = line.now();
    const dueAt = new Date(now.getTime() + (await line.settings(tx)).referralHours * 3_600_000);
    const id = randomUUID();
    await insertReferral(tx, {
      id,
      itemId: row.id,
      fromAgency: row.agency,
      toAgency: referral.toAgency,
      state: 'offered',
      sealedRemark: isBlank(referral.remark)
        ? null
        : sealText(key, sealedIn.referral(id, 'remark'), referral.remark.trim()),
      offeredById: by.id,
      offeredAt: now,
      dueAt,
    });
    await updateItem(tx, row.id, {}, now);
    await appendEvents(tx, [
      {
        kind: 'item_referred',
        itemId: row.id,
        actor: 'staff',
        staffId: by.id,
        data: { to: referral.toAgency },
        at: now,
      },
    ]);
    await owe(tx, 'card', { itemId: row.id });
    const between = { fromAgency: row.agency, toAgency: referral.toAgency, offeredById: by.id };
    await tellStaff(tx, line, row.id, 'referred', { actorId: by.id, referral: between });
    return done({ itemId: row.id, dueAt });
  });
}
