import { type DutyDayRow, listDutyDays, listShifts, type ShiftRow } from '../../db/queries/staff/duty.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { done, type Result } from '../domain/result.ts';
import { maySeeSensitive, maySetRota, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { holesIn, onDuty, type Span } from '../domain/staff/rota.ts';
import { localParts } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';
import { readRota } from './read-rota.ts';

const HORIZON_MS = 14 * 86_400_000;

export type RotaView = {
  weekly: (ShiftRow & { name: string })[];
  days: (DutyDayRow & { name: string })[];
  /** Names of who is on duty now; nobody: everybody with `protection` is called. */
  onDuty: string[];
  /** When nobody is on duty, in the next fourteen days. */
  holes: Span[];
  mayChange: boolean;
};

/** The rota for the eyes of those it calls. Refusals: role_needed. */
export async function showRota(line: Line, member: StaffMember | null): Promise<Result<RotaView>> {
  if (!maySeeSensitive(member)) return refuseRole('see_sensitive', member);
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const weekly = await listShifts(tx);
    const days = await listDutyDays(tx, localParts(now).day);
    const rota = await readRota(tx, now);
    const ids = [...weekly, ...days].map(({ staffId }) => staffId);
    const names = new Map((await readStaffByIds(tx, [...new Set(ids)])).map((row) => [row.id, row.displayName]));
    const named = <Row extends { staffId: string }>(row: Row) => ({ ...row, name: names.get(row.staffId) ?? '' });
    return done({
      weekly: weekly.map(named),
      days: days.map(named),
      onDuty: onDuty(rota, now).map((id) => names.get(id) ?? ''),
      holes: holesIn(rota, now, new Date(now.getTime() + HORIZON_MS)),
      mayChange: maySetRota(member),
    });
  });
}
