import { appendEvents } from '../../db/queries/items/events.ts';
import { countStuck, releaseStuck } from '../../db/queries/work/outbox.ts';
import { done, type Result } from '../domain/result.ts';
import { may, maySeeSensitive, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { type Cause, causeOf, keyOfCause } from '../domain/work/stuck.ts';
import type { Line } from '../line.ts';

/**
 * Has all that one cause holds tried at once, from the beginning; resolves with how many pieces of work. None where somebody else was faster,
 * or where the cause is protection's and they are not. Refusals: role_needed.
 */
export async function tryAgain(line: Line, member: StaffMember | null, cause: Cause): Promise<Result<number>> {
  if (member === null || !may(member, 'tend_line')) return refuseRole('tend_line', member);
  if (cause.area === 'protection' && !maySeeSensitive(member)) return refuseRole('see_sensitive', member);
  const now = line.now();
  return line.database.transaction(async (tx) => {
    let count = 0;
    for (const row of await countStuck(tx))
      if (keyOfCause(causeOf(row)) === keyOfCause(cause)) count += await releaseStuck(tx, row, now);
    const { area, reason } = cause;
    if (count > 0)
      await appendEvents(tx, [
        { kind: 'work_tried_again', actor: 'staff', staffId: member.id, data: { area, reason, count }, at: now },
      ]);
    return done(count);
  });
}
