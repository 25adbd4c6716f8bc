import type { Tx } from '../../../db/client.ts';
import { readItem } from '../../../db/queries/items/items.ts';
import { endLookAt, listLooks } from '../../../db/queries/items/media-looks.ts';
import { readStaffByIds } from '../../../db/queries/staff/staff.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { SlackPostRow } from '../../../db/queries/work/slack-posts.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';
import { maySeeMediaOf } from '../look-at-media.ts';

/** Who asked for a look, in Slack, while they may see the file; else null. */
export async function whoMayLook(tx: Tx, look: Pick<SlackPostRow, 'staffId' | 'itemId'>): Promise<string | null> {
  const [person] = await readStaffByIds(tx, [look.staffId ?? '']);
  const item = await readItem(tx, look.itemId ?? '');
  if (!person?.active || !item || item.redactedAt !== null) return null;
  return (await maySeeMediaOf(tx, person as StaffMember, item)) ? person.slackUserId : null;
}

/** From now on it is past its end, and its taking back is due. */
export async function endLookIn(tx: Tx, line: Line, lookId: string): Promise<void> {
  const now = line.now();
  await endLookAt(tx, lookId, now);
  await owe(tx, 'end_look', { lookId }, now);
}

/**
 * What stands in direct messages of somebody, or of an item, and may not any more, ends now: owed in the transaction that takes the
 * right away, so that no look outlives it.
 */
export async function endForbiddenLooks(
  tx: Tx,
  line: Line,
  of: { staffId: string } | { itemId: string },
): Promise<void> {
  for (const look of await listLooks(tx, of))
    if ((await whoMayLook(tx, look)) === null) await endLookIn(tx, line, look.id);
}
