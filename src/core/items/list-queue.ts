import { countItems, type ItemFilter, type ItemRow, listItems } from '../../db/queries/items/items.ts';
import { done, type Result } from '../domain/result.ts';
import { maySeeSensitive, mayTriage, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

export const QUEUE_VIEWS = [
  'mine',
  'referred',
  'unassigned',
  'due_soon',
  'overdue',
  'waiting_for_resident',
  'to_tell',
  'open',
] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** A line of a list: codes only, no word of the resident. */
export type QueueEntry = Pick<
  ItemRow,
  | 'id'
  | 'reference'
  | 'kind'
  | 'type'
  | 'municipality'
  | 'sector'
  | 'agency'
  | 'language'
  | 'priority'
  | 'sensitive'
  | 'status'
  | 'receivedAt'
  | 'dueAt'
  | 'firstResponseAt'
  | 'assigneeId'
>;

const SOON_MS = 48 * 3_600_000;

/** What is closed may still have to be told. */
const whatever = ({ status: _any, ...filter }: ItemFilter): ItemFilter => filter;

function filterOf(view: QueueView, member: StaffMember, now: Date): ItemFilter {
  const base: ItemFilter = { status: 'open', ...(maySeeSensitive(member) && { sensitiveFor: member.id }) };
  switch (view) {
    case 'mine':
      return { ...base, assigneeId: member.id };
    case 'referred':
      return { ...base, referredTo: member.agency };
    case 'unassigned':
      return { ...base, assigneeId: null };
    case 'due_soon':
      return { ...base, dueAfter: now, dueBefore: new Date(now.getTime() + SOON_MS) };
    case 'overdue':
      return { ...whatever(base), overdueAt: now };
    case 'waiting_for_resident':
      return { ...base, waitingForResident: true };
    case 'to_tell':
      return { ...whatever(base), toTell: true };
    case 'open':
      return base;
  }
}

/** One list of the queue, soonest due first. Sensitive items only for `protection`. Refusals: role_needed. */
export async function listQueue(
  line: Line,
  member: StaffMember | null,
  view: QueueView,
  limit: number,
): Promise<Result<{ entries: QueueEntry[]; total: number }>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const filter = filterOf(view, member, line.now());
  const [entries, total] = await Promise.all([
    listItems(line.database.read, filter, limit),
    countItems(line.database.read, filter),
  ]);
  return done({ entries, total });
}

/** How many are in a list, for figures: sensitive items are in none, whoever asks. Refusals: role_needed. */
export async function countQueue(line: Line, member: StaffMember | null, view: QueueView): Promise<Result<number>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const { sensitiveFor: _nobody, ...ordinary } = filterOf(view, member, line.now());
  return done(await countItems(line.database.read, ordinary));
}
