import type { Tx } from '../../../db/client.ts';
import { readItem } from '../../../db/queries/items/items.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { listStaff } from '../../../db/queries/staff/staff.ts';
import { listStaffOnItem, oweStaffNews } from '../../../db/queries/work/staff-news.ts';
import { type ReferredBetween, type StaffNews, whomToTell } from '../../domain/staff/news.ts';
import { afterQuiet } from '../../domain/time/quiet-hours.ts';
import type { Line } from '../../line.ts';

/** So long what comes for one person is gathered, so that three additions in a row are one message. */
const GATHERED_MS = 10_000;

/**
 * Owes a piece of news about an item to those it concerns, in the caller's transaction; the item is as it is afterwards. Nobody is told what
 * they did themselves (`actorId`), and in quiet hours it waits for their end.
 */
export async function tellStaff(
  tx: Tx,
  line: Line,
  itemId: string,
  news: StaffNews,
  more: { actorId?: string; referral?: ReferredBetween; exceptId?: string } = {},
): Promise<void> {
  const row = await readItem(tx, itemId);
  if (!row) return;
  const item = { ...row, ...(await readVisibility(tx, itemId)), onIt: await listStaffOnItem(tx, itemId) };
  const people = (await listStaff(tx)).filter(({ id, active }) => active && id !== more.exceptId);
  const now = line.now();
  const { quietHours } = await line.settings(tx);
  const gathered = afterQuiet(new Date(now.getTime() + GATHERED_MS), quietHours);
  // Of an anonymous item no row may hold a moment of its own.
  const runAt = row.anonymous ? quietEnd(now, gathered) : gathered;
  const told = whomToTell(news, people, item, more).map(({ id }) => id);
  for (const staffId of told.sort()) await oweStaffNews(tx, staffId, `${itemId}:${news}`, runAt);
}

const quietEnd = (now: Date, then: Date): Date | undefined =>
  then.getTime() - now.getTime() > GATHERED_MS ? then : undefined;
