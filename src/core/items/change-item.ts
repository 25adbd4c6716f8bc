import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/events.ts';
import {
  type ItemRow,
  listExcludedStaff,
  listMergedItems,
  lockItem,
  lockItemByReference,
  lockItemsByReference,
  type NewItemRow,
  updateItem,
} from '../../db/queries/items.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { followDanger } from '../danger/calling.ts';
import { dueAt } from '../domain/due.ts';
import { type Decision, decideUnmerge, type ItemState } from '../domain/item.ts';
import { maySee, mayWorkOn, type StaffMember } from '../domain/permissions.ts';
import { type Refusal, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';

export type Actor = { kind: 'resident' } | { kind: 'system' } | { kind: 'staff'; member: StaffMember };

/** The row as decisions read it: its code columns were checked when they were written. */
export const stateOf = (row: ItemRow): ItemState => row as unknown as ItemState;

/** Wakes the card: the worker reads the item again, so that many changes make one update. */
export async function owesCard(tx: Tx, itemId: string): Promise<void> {
  await enqueue(tx, { topic: 'card', payload: { itemId }, mergeKey: `card:${itemId}` });
}

/**
 * Carries out a decision about an item whose row the caller holds: changes, events and the card's outbox row in the caller's
 * transaction. The due time follows type, priority and sensitivity as long as nobody has answered.
 */
export async function applyDecision(
  tx: Tx,
  line: Line,
  row: ItemRow,
  decision: Decision,
  actor: Actor,
): Promise<Refusal | { ok: true }> {
  if (!decision.ok) return decision;
  const now = line.now();
  const parted = hidesNow(row, decision.changes) ? partedFrom(row) : {};
  const changes = { ...decision.changes, ...parted };
  const after: ItemState = { ...stateOf(row), ...changes };
  const sensitive = after.sensitive || after.type === 'sensitive_report';
  const due =
    row.firstResponseAt === null ? dueAt({ ...after, sensitive }, (await line.settings()).firstAnswerHours) : row.dueAt;
  const quiet = row.quiet && after.status === 'closed';
  await updateItem(tx, row.id, { ...(changes as Partial<NewItemRow>), sensitive, quiet, dueAt: due }, now);
  const events = 'mergedIntoId' in parted ? [...decision.events, { kind: 'item_unmerged' }] : decision.events;
  await appendEvents(
    tx,
    events.map((event) => ({
      ...event,
      itemId: row.id,
      actor: actor.kind,
      staffId: actor.kind === 'staff' ? actor.member.id : null,
      at: now,
    })),
  );
  await owesCard(tx, row.id);
  if (leavesOthersAlone(row, after)) await unmerge(tx, line, row.id);
  await followDanger(tx, line, row.id, stateOf(row), { ...after, sensitive });
  return { ok: true };
}

const hidesNow = (row: ItemRow, changes: Partial<ItemState>): boolean =>
  !row.sensitive && (changes.sensitive === true || changes.type === 'sensitive_report');

/** What a merged item that becomes sensitive changes of itself: it is open again, and hears no answer that was meant for another. */
function partedFrom(row: ItemRow): Partial<ItemState> {
  const decision = decideUnmerge(stateOf(row));
  return decision.ok ? decision.changes : {};
}

/** Whoever was merged into it may hear no word of it any more, or never will: it became sensitive, or ended unanswered. */
const leavesOthersAlone = (row: ItemRow, after: ItemState): boolean =>
  (!row.sensitive && (after.sensitive || after.type === 'sensitive_report')) ||
  (row.status === 'open' && after.closedReason === 'withdrawn');

/** Everything that was merged into this item stands by itself again, open. Its residents are told nothing of why. */
export async function unmerge(tx: Tx, line: Line, itemId: string): Promise<void> {
  for (const row of await listMergedItems(tx, itemId))
    await applyDecision(tx, line, row, decideUnmerge(stateOf(row)), { kind: 'system' });
}

/**
 * One transaction of a staff member on one item, its row locked. What they may not see is `not_found`, so that a refusal
 * tells nobody that it exists; what they may see but not change is `not_allowed`.
 */
export async function workOnItem<T>(
  line: Line,
  member: StaffMember | null,
  reference: string,
  work: (tx: Tx, row: ItemRow, member: StaffMember) => Promise<Result<T>>,
  /** Another item that the work will lock too. */
  other?: string,
): Promise<Result<T>> {
  return line.database.transaction(async (tx) => {
    if (other !== undefined) await lockItemsByReference(tx, [reference, other]);
    const row = await lockItemByReference(tx, reference);
    const visible = row && { sensitive: row.sensitive, excludedStaffIds: await listExcludedStaff(tx, row.id) };
    if (!row || !visible || member === null || !maySee(member, visible)) return refuse('not_found');
    if (!mayWorkOn(member, visible)) return refuse('not_allowed');
    return work(tx, row, member);
  });
}

/** One transaction of the resident on an item of theirs. Refuses `not_found` for anybody else's. */
export async function lockResidentItem(tx: Tx, residentId: string, itemId: string): Promise<ItemRow | null> {
  const row = await lockItem(tx, itemId);
  return row?.residentId === residentId ? row : null;
}
