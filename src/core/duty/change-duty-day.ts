import { appendEvents } from '../../db/queries/items/events.ts';
import { insertDutyDay } from '../../db/queries/staff/duty.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { maySetRota, refuseRota, type StaffMember } from '../domain/staff/permissions.ts';
import { startOfDay } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';
import { findOnRota } from './find-on-rota.ts';

export type DayChange = {
  changeKey: string;
  slackUserId: string;
  /** Such as 2026-12-24. */
  day: string;
  /** On duty besides the week, or not on duty although the week says so. */
  kind: 'on' | 'off';
  from: number;
  to: number;
};

/** One day that is not like the week. Refusals: role_needed, bad_day, not_protection. */
export async function changeDutyDay(line: Line, by: StaffMember | null, change: DayChange): Promise<Result<null>> {
  if (by === null || !maySetRota(by)) return refuseRota(by);
  if (startOfDay(change.day) === null) return refuse('bad_day');
  return line.database.transaction(async (tx) => {
    const person = await findOnRota(tx, change.slackUserId);
    if (!person) return refuse('not_protection');
    const { changeKey: id, day, kind, from, to } = change;
    await insertDutyDay(tx, { id, staffId: person.id, day, kind, from, to, createdAt: line.now() });
    await appendEvents(tx, [
      {
        kind: 'duty_added',
        actor: 'staff',
        staffId: by.id,
        data: { staffId: person.id, day, duty: kind, from, to },
        at: line.now(),
      },
    ]);
    return done(null);
  });
}
