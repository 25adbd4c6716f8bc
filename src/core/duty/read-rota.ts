import type { Tx } from '../../db/client.ts';
import { listDutyDays, listShifts } from '../../db/queries/staff/duty.ts';
import { onDuty, type Rota } from '../domain/staff/rota.ts';
import { localParts, nextDay } from '../domain/time/local-time.ts';

/** The rota of those who hold `protection`, with single days from yesterday on. */
export async function readRota(tx: Tx, now: Date): Promise<Rota> {
  // A night that began yesterday still lasts.
  const weekly = await listShifts(tx);
  const days = await listDutyDays(tx, nextDay(localParts(now).day, -1));
  return { weekly, days };
}

/** Whether a resident may be promised a time: only while somebody is on duty. */
export async function somebodyIsOnDuty(tx: Tx, now: Date): Promise<boolean> {
  return onDuty(await readRota(tx, now), now).length > 0;
}
