import { appendEvents } from '../../db/queries/items/events.ts';
import { insertShifts } from '../../db/queries/staff/duty.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { maySetRota, refuseRota, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { findOnRota } from './find-on-rota.ts';

export type NewShifts = {
  /** A UUID made when the form was opened: the same form sent twice is one change. */
  changeKey: string;
  slackUserId: string;
  /** 1 is Monday. */
  weekdays: number[];
  /** Minutes after midnight on the clock there; `to` at or before `from` is the day after. */
  from: number;
  to: number;
};

/** Puts somebody on duty on these days of every week. Refusals: role_needed, no_days, not_protection. */
export async function addShifts(line: Line, by: StaffMember | null, added: NewShifts): Promise<Result<null>> {
  if (by === null || !maySetRota(by)) return refuseRota(by);
  const weekdays = [...new Set(added.weekdays)];
  if (weekdays.length === 0) return refuse('no_days');
  return line.database.transaction(async (tx) => {
    const person = await findOnRota(tx, added.slackUserId);
    if (!person) return refuse('not_protection');
    const { changeKey, from, to } = added;
    await insertShifts(
      tx,
      weekdays.map((weekday) => ({
        // Of this one sending of a form: the second finds it there.
        id: `${changeKey.slice(0, -1)}${weekday}`,
        ...{ staffId: person.id, weekday, from, to, createdAt: line.now() },
      })),
    );
    await appendEvents(tx, [
      {
        kind: 'duty_added',
        actor: 'staff',
        staffId: by.id,
        data: { staffId: person.id, weekdays: weekdays.join(','), from, to },
        at: line.now(),
      },
    ]);
    return done(null);
  });
}
