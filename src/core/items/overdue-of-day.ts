import type { Tx } from '../../db/client.ts';
import {
  type EscalatedItem,
  type LateReferral,
  listEscalated,
  listLateReferrals,
} from '../../db/queries/items/escalated.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { localParts, startOfDay } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';

/** Who is told of what is overdue: the leads, or, of what is hidden, protection alone. */
export const OVERDUE_FOR = ['leads', 'protection'] as const;
export type OverdueFor = (typeof OVERDUE_FOR)[number];

export type OverdueDay = { day: string; entries: EscalatedItem[]; referrals: LateReferral[] };

/** What became overdue on a day of the programme's, soonest due first: of each where only those may read who are told. */
export async function readOverdueDay(line: Line, day: string, whom: OverdueFor): Promise<OverdueDay | null> {
  const [from, to] = [startOfDay(day), startOfDay(day, 1)];
  if (!from || !to) return null;
  const of = [line.database.read, { from, to }, whom === 'protection'] as const;
  return { day, entries: await listEscalated(...of), referrals: await listLateReferrals(...of) };
}

/** The post of the day on which an item was escalated is to show what it is now. Nothing where it never was. */
export async function oweOverdueDay(tx: Tx, escalatedAt: Date | null, whom: readonly OverdueFor[]): Promise<void> {
  if (escalatedAt === null) return;
  for (const one of whom) await owe(tx, 'overdue_day', { day: localParts(escalatedAt).day, whom: one });
}
