import { countOpenBy, type Lately, type OpenBy, readLately } from '../../db/queries/reports/desk.ts';
import { done, type Result } from '../domain/result.ts';
import { lacksRole, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { countQueue, type QueueView } from './list-queue.ts';

/** So far back it says what came of it. */
export const LATELY_DAYS = 28;
const VIEWS = [
  'open',
  'mine',
  'referred',
  'unassigned',
  'overdue',
  'waiting_for_resident',
] as const satisfies QueueView[];

/** How the line stands, for staff. */
export type Desk = {
  queue: { view: (typeof VIEWS)[number]; count: number }[];
  by: Record<'agency' | 'municipality' | 'language', OpenBy[]>;
  lately: Lately;
};

/** What is open and whose, and what became of the last weeks. Sensitive items are in no figure of it, whoever asks. Refusals: role_needed. */
export async function showDesk(line: Line, member: StaffMember | null): Promise<Result<Desk>> {
  const lacks = member === null ? refuseRole('see_items') : lacksRole(member, 'see_items');
  if (lacks) return lacks;
  const { read } = line.database;
  const now = line.now();
  const queue: Desk['queue'] = [];
  for (const view of VIEWS) {
    const counted = await countQueue(line, member, view);
    if (!counted.ok) return counted;
    queue.push({ view, count: counted.value });
  }
  return done({
    queue,
    by: {
      agency: await countOpenBy(read, 'agency', now),
      municipality: await countOpenBy(read, 'municipality', now),
      language: await countOpenBy(read, 'language', now),
    },
    lately: await readLately(read, new Date(now.getTime() - LATELY_DAYS * 86_400_000)),
  });
}
