import { readItem } from '../../../db/queries/items/items.ts';
import { listReferrals } from '../../../db/queries/items/referrals.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { readStaffByIds } from '../../../db/queries/staff/staff.ts';
import { isCode } from '../../domain/codes.ts';
import { isStillNews, type SaidOfItem, STAFF_NEWS, type StaffNews } from '../../domain/staff/news.ts';
import { maySee, type StaffMember } from '../../domain/staff/permissions.ts';
import { afterQuiet } from '../../domain/time/quiet-hours.ts';
import { UUID } from '../../domain/uuid.ts';
import type { Line } from '../../line.ts';
import { tellStaff } from './tell-staff.ts';

/** A line of what somebody is told. */
export type ToldNews = { itemId: string; reference: string; said: SaidOfItem };
export type NewsForStaff = { to: StaffMember; lines: ToldNews[] };

/** What is still to be told to one person, asked anew before it is said; null when nothing is, or they are to be told nothing any more. */
export async function readStaffNews(
  line: Line,
  owed: { staffId: string; about: string },
): Promise<NewsForStaff | null> {
  const { read } = line.database;
  const [to] = await readStaffByIds(read, [owed.staffId]);
  if (!to?.active) return null;
  const lines: ToldNews[] = [];
  for (const { itemId, news } of readAbout(owed.about)) {
    const row = await readItem(read, itemId);
    if (!row) continue;
    const visible = await readVisibility(read, itemId);
    const [referral = null] = await listReferrals(read, itemId);
    if (maySee(to, visible) && isStillNews(news, to, row, referral?.state ?? null))
      lines.push({ itemId, reference: row.reference, said: visible.sensitive ? 'report' : news });
  }
  return lines.length > 0 ? { to, lines } : null;
}

/** What was owed to somebody who may not be told it any more (removed, or without the role) goes to those it concerns now. */
export async function passOnNews(line: Line, owed: { staffId: string; about: string }): Promise<void> {
  await line.database.transaction(async (tx) => {
    const [to] = await readStaffByIds(tx, [owed.staffId]);
    for (const { itemId, news } of readAbout(owed.about)) {
      // The others of an agency were told themselves.
      if (news === 'referred' || news === 'returned') continue;
      if (to?.active && maySee(to, await readVisibility(tx, itemId))) continue;
      await tellStaff(tx, line, itemId, news, { exceptId: owed.staffId });
    }
  });
}

/** For how many seconds it must still wait, because the hours are quiet. */
export async function quietSeconds(line: Line): Promise<number> {
  const now = line.now();
  const { quietHours } = await line.settings();
  return Math.ceil((afterQuiet(now, quietHours).getTime() - now.getTime()) / 1000);
}

function readAbout(about: string): { itemId: string; news: StaffNews }[] {
  return about.split(' ').flatMap((one) => {
    const [itemId = '', news] = one.split(':');
    return UUID.test(itemId) && isCode(STAFF_NEWS, news) ? { itemId, news } : [];
  });
}
