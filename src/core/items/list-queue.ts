import { readItemLists } from '../../db/queries/items/item-lists.ts';
import { countItems, type ItemFilter, type ItemRow, listItems } from '../../db/queries/items/items.ts';
import { done, type Result } from '../domain/result.ts';
import { maySeeSensitive, mayTriage, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { readFirstWords } from './read-first-words.ts';

export const QUEUE_VIEWS = [
  'mine',
  'agency',
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
    case 'agency':
      return { ...base, agency: member.agency };
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

export type QueueList = { view: QueueView; entries: QueueEntry[]; total: number };

/** Several lists of the queue at once: the soonest due of each. Sensitive items only for `protection`. Refusals: role_needed. */
export async function listQueues(
  line: Line,
  member: StaffMember | null,
  views: readonly QueueView[],
  limit: number,
): Promise<Result<QueueList[]>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const now = line.now();
  const lists = await readItemLists(
    line.database.read,
    views.map((view) => filterOf(view, member, now)),
    limit,
  );
  return done(views.map((view, list) => ({ view, entries: lists[list]?.rows ?? [], total: lists[list]?.total ?? 0 })));
}

/** One list of the queue, soonest due first. Sensitive items only for `protection`. Refusals: role_needed. */
export async function listQueue(
  line: Line,
  member: StaffMember | null,
  view: QueueView,
  limit: number,
): Promise<Result<QueueList>> {
  const lists = await listQueues(line, member, [view], limit);
  return lists.ok ? done(lists.value[0] ?? { view, entries: [], total: 0 }) : lists;
}

/** `firstWords`: what the resident began with, of ordinary items alone; null where there is nothing to read, or it is not for lists. */
export type QueuePage = {
  view: QueueView;
  from: number;
  total: number;
  entries: (QueueEntry & { firstWords: string | null })[];
};

/**
 * Some of a list, after so many of it, with the first words of what is ordinary: of what is hidden or without a name there are none, whoever
 * reads. A list that became shorter meanwhile gives its last page. Refusals: role_needed.
 */
export async function pageQueue(
  line: Line,
  member: StaffMember | null,
  { view, from, limit }: { view: QueueView; from: number; limit: number },
): Promise<Result<QueuePage>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const { read } = line.database;
  const filter = filterOf(view, member, line.now());
  const total = await countItems(read, filter);
  const lastPage = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  const begins = Math.min(Math.max(0, from), lastPage);
  const rows = await listItems(read, filter, limit, begins);
  const words = await readFirstWords(
    line,
    rows.map(({ id }) => id),
  );
  return done({
    ...{ view, total, from: begins },
    entries: rows.map((row) => ({ ...row, firstWords: words.get(row.id) ?? null })),
  });
}

/** How many are in a list, for figures: sensitive items are in none, whoever asks. Refusals: role_needed. */
export async function countQueue(line: Line, member: StaffMember | null, view: QueueView): Promise<Result<number>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const { sensitiveFor: _nobody, ...ordinary } = filterOf(view, member, line.now());
  return done(await countItems(line.database.read, ordinary));
}
