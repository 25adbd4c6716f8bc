import type { Tx } from '../../db/client.ts';
import { listLateMoments } from '../../db/queries/items/escalated.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import {
  type ItemRow,
  listMergedItems,
  lockItem,
  lockItemByReference,
  lockItems,
  lockItemsByReference,
  type NewItemRow,
  readItemByReference,
  updateItem,
} from '../../db/queries/items/items.ts';
import { listLinked } from '../../db/queries/items/visibility.ts';
import { listPostedDays } from '../../db/queries/offers/offer-days.ts';
import { deleteJoinCode } from '../../db/queries/residents/join-codes.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { type Decision, decideMarkSensitive, decideUnmerge, type ItemEvent, type ItemState } from '../domain/item.ts';
import { type Refusal, type Result, refuse } from '../domain/result.ts';
import { newsOf } from '../domain/staff/news.ts';
import { lacksRole, type StaffMember } from '../domain/staff/permissions.ts';
import { dueAt } from '../domain/time/due.ts';
import type { Line } from '../line.ts';
import { oweTakeBackItem } from '../residents/bubbles.ts';
import { followDanger } from './calling.ts';
import { endForbiddenLooks } from './hidden/forbidden-looks.ts';
import { seeRow } from './hidden/see-item.ts';
import { OVERDUE_FOR, oweOverdueDay } from './overdue-of-day.ts';
import { removeQuotation } from './quoting/remove-quotation.ts';
import { tellStaff } from './staff-news/tell-staff.ts';

export type Actor = { kind: 'resident' } | { kind: 'system' } | { kind: 'staff'; member: StaffMember };

/**
 * Carries out a decision about an item whose row the caller holds: changes, events and the card's outbox row in the caller's
 * transaction. The due time follows type, priority and sensitivity as long as nobody has answered.
 */
export async function applyDecision<Code extends string>(
  tx: Tx,
  line: Line,
  row: ItemRow,
  decision: Decision<Code>,
  actor: Actor,
): Promise<Refusal<Code> | { ok: true }> {
  if (!decision.ok) return decision;
  const now = line.now();
  const hides = hidesNow(row, decision.changes);
  const linked = hides ? await listLinked(tx, row.id) : [];
  const parted = hides ? partedFrom(row) : {};
  const changes = { ...decision.changes, ...parted };
  const after: ItemState = { ...row, ...changes };
  const sensitive = after.sensitive || after.type === 'sensitive_report';
  const due =
    row.firstResponseAt === null
      ? dueAt({ ...after, sensitive }, (await line.settings(tx)).firstAnswerHours)
      : row.dueAt;
  // Who may see it now has to hear of it.
  const quiet = row.quiet && after.status === 'closed' && !hides;
  await updateItem(tx, row.id, { ...(changes as Partial<NewItemRow>), sensitive, quiet, dueAt: due }, now);
  const events: ItemEvent[] =
    'mergedIntoId' in parted ? [...decision.events, { kind: 'item_unmerged' }] : decision.events;
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
  await owe(tx, 'card', { itemId: row.id });
  const news = actor.kind === 'resident' ? newsOf(events) : null;
  if (news) await tellStaff(tx, line, row.id, news);
  if (hides) await hide(tx, line, row, linked, actor);
  if (hides) await oweTakeBackItem(tx, row);
  if (leavesOthersAlone(row, after)) await unmerge(tx, line, row.id);
  await followDanger(tx, line, row.id, row, { ...after, sensitive });
  return { ok: true };
}

const hidesNow = (row: ItemRow, changes: Partial<ItemState>): boolean =>
  !row.sensitive && (changes.sensitive === true || changes.type === 'sensitive_report');

/** What we posted of it before is taken back, and the card moves to the restricted channel. */
export async function oweHiding(tx: Tx, itemId: string): Promise<void> {
  await owe(tx, 'redact', { itemId });
}

/** Takes what is known of an item from everybody but `protection`: of what is linked to it too, as far as it reaches (decision 24). */
async function hide(tx: Tx, line: Line, row: ItemRow, linked: readonly string[], actor: Actor): Promise<void> {
  await oweHiding(tx, row.id);
  await endForbiddenLooks(tx, line, { itemId: row.id });
  await removeQuotation(tx, line, row.id, null);
  // A code that was said or printed brings nothing of who has something to hide to a phone.
  if (row.toldByStaff && row.residentId !== null) await deleteJoinCode(tx, row.residentId);
  // Its number stands in what the leads were told.
  for (const at of [row.escalatedAt, ...(await listLateMoments(tx, row.id))]) await oweOverdueDay(tx, at, OVERDUE_FOR);
  if (row.kind === 'registration' && row.offerId !== null) await oweDayCards(tx, row.offerId);
  for (const id of linked) {
    const other = await lockItem(tx, id);
    if (other && !other.sensitive) await applyDecision(tx, line, other, decideMarkSensitive(other), actor);
  }
}

/** Its number stands on the offer's cards of the days on which something came of it. */
async function oweDayCards(tx: Tx, offerId: string): Promise<void> {
  for (const day of await listPostedDays(tx, offerId)) await owe(tx, 'offer_day', { offerId, day });
}

/** What a merged item that becomes sensitive changes of itself: it is open again, and hears no answer that was meant for another. */
function partedFrom(row: ItemRow): Partial<ItemState> {
  const decision = decideUnmerge(row);
  return decision.ok ? decision.changes : {};
}

/** Whoever was merged into it may hear no word of it any more, or never will: it became sensitive, or ended unanswered. */
const leavesOthersAlone = (row: ItemRow, after: ItemState): boolean =>
  (!row.sensitive && (after.sensitive || after.type === 'sensitive_report')) ||
  (row.status === 'open' && after.closedReason === 'withdrawn');

/** Everything that was merged into this item stands by itself again, open. Its residents are told nothing of why. */
export async function unmerge(tx: Tx, line: Line, itemId: string): Promise<void> {
  for (const row of await listMergedItems(tx, itemId))
    await applyDecision(tx, line, row, decideUnmerge(row), { kind: 'system' });
}

/**
 * One transaction of a staff member on one item, its row locked. What they may not see is `not_found`, so that a refusal
 * tells nobody that it exists; who may change nothing is told which role that takes, whatever the number.
 */
export async function workOnItem<T, Code extends string>(
  line: Line,
  member: StaffMember | null,
  reference: string,
  work: (tx: Tx, row: ItemRow, member: StaffMember) => Promise<Result<T, Code>>,
  /** What the work will lock too: another item, or all that is linked to this one. */
  also?: { other: string } | 'linked',
): Promise<Result<T, Code | 'not_found' | 'role_needed'>> {
  const lacks = lacksRole(member, 'work_on_items');
  if (lacks) return lacks;
  return line.database.transaction(async (tx) => {
    if (also === 'linked') await lockLinked(tx, reference);
    else if (also) await lockItemsByReference(tx, [reference, also.other]);
    const seen = await seeRow(tx, member, await lockItemByReference(tx, reference));
    if (!seen) return refuse('not_found');
    return work(tx, seen.row, seen.member);
  });
}

/** In the order in which items are locked everywhere, so that two who mark what is linked do not wait for each other. */
async function lockLinked(tx: Tx, reference: string): Promise<void> {
  const row = await readItemByReference(tx, reference);
  if (row) await lockItems(tx, [row.id, ...(await listLinked(tx, row.id))]);
}

/** One transaction of the resident on an item of theirs. Refuses `not_found` for anybody else's. */
export async function lockResidentItem(tx: Tx, residentId: string, itemId: string): Promise<ItemRow | null> {
  const row = await lockItem(tx, itemId);
  return row?.residentId === residentId ? row : null;
}
