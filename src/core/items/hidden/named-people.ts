import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import {
  forgetCleared,
  insertExclusions,
  insertNamed,
  listClearedItems,
  listExclusions,
  listNamed,
  type NamedRow,
} from '../../../db/queries/items/item-named.ts';
import { type ItemRow, lockItem, updateItem } from '../../../db/queries/items/items.ts';
import { listLinked } from '../../../db/queries/items/visibility.ts';
import {
  listStaff,
  lockStaff,
  markNamesChecked,
  markNamesUnchecked,
  type StaffRow,
} from '../../../db/queries/staff/staff.ts';
import { owe, oweMany } from '../../../db/queries/work/outbox.ts';
import { owed } from '../../domain/owed.ts';
import { likelySame } from '../../domain/text/names.ts';
import type { Line } from '../../line.ts';
import { sealedIn } from '../../privacy/places.ts';
import { openText, sealText } from '../../privacy/seal.ts';
import { followDanger } from '../calling.ts';
import { endForbiddenLooks } from './forbidden-looks.ts';

/** Seals who is named in an item whose row the caller holds. */
export async function sealNamed(
  tx: Tx,
  itemId: string,
  key: Buffer,
  named: { kind: NamedRow['kind']; value: string }[],
): Promise<void> {
  const rows = named.map(({ kind, value }) => {
    const id = randomUUID();
    return { id, itemId, kind, sealed: sealText(key, sealedIn.named(id), value) };
  });
  await insertNamed(tx, rows);
  // Whoever is given the role at this very moment is compared before their next act.
  await markNamesUnchecked(tx);
}

/** Who of those that hold `protection` is likely called so. Only they could see it. */
export const likelyAmong = (people: readonly StaffRow[], names: readonly string[]): StaffRow[] =>
  people.filter(
    (one) => one.active && one.roles.includes('protection') && names.some((name) => likelySame(name, one.displayName)),
  );

/**
 * Takes the sight of an item from these people: for certain, or until somebody decides. What one of them had claimed is free again, and who
 * may decide is asked by a direct message. The caller holds the item's row.
 */
export async function takeSight(
  tx: Tx,
  line: Line,
  row: ItemRow,
  taken: { certain: readonly string[]; likely: readonly string[] },
): Promise<void> {
  const known = new Map((await listExclusions(tx, row.id)).map((one) => [one.staffId, one.likely]));
  const certain = taken.certain.filter((id) => known.get(id) !== false);
  const likely = taken.likely.filter((id) => !known.has(id) && !certain.includes(id));
  if (certain.length + likely.length === 0) return;
  await insertExclusions(tx, row.id, certain, false);
  await insertExclusions(tx, row.id, likely, true);
  await forgetCleared(tx, row.id, likely);
  const gone = [...certain, ...likely];
  for (const id of [row.id, ...(await listLinked(tx, row.id))]) await freeFrom(tx, line, id, gone);
  await appendEvents(
    tx,
    likely.map((staffId) => ({
      kind: 'likely_named',
      itemId: row.id,
      actor: 'system' as const,
      data: { staffId },
      at: line.now(),
    })),
  );
  await askWhoDecides(tx, row.id, likely);
}

/** Of an item, or one that is linked to it and hidden from them too. */
async function freeFrom(tx: Tx, line: Line, itemId: string, gone: readonly string[]): Promise<void> {
  const held = await lockItem(tx, itemId);
  if (!held) return;
  const dropped = held.assigneeId !== null && gone.includes(held.assigneeId);
  await updateItem(tx, itemId, dropped ? { assigneeId: null } : {}, line.now());
  if (dropped) await followDanger(tx, line, itemId, held, { ...held, assigneeId: null });
  await owe(tx, 'card', { itemId });
  await endForbiddenLooks(tx, line, { itemId });
}

async function askWhoDecides(tx: Tx, itemId: string, likely: readonly string[]): Promise<void> {
  if (likely.length === 0) return;
  const blind = new Set((await listExclusions(tx, itemId)).map(({ staffId }) => staffId));
  const deciding = (await listStaff(tx)).filter(
    (one) => one.active && one.roles.includes('protection') && !blind.has(one.id),
  );
  await oweMany(
    tx,
    deciding.flatMap(({ id: toId }) => likely.map((staffId) => owed('named_notice', { itemId, staffId, toId }))),
  );
}

/**
 * Compares somebody who holds `protection`, as they are called now here and in Slack, with all who are named in reports, in the transaction that
 * gives it to them or before they see anything. Who was named by their Slack user is excluded for certain. `slackNames` null: Slack did not say;
 * then they are compared anew before their next act.
 */
export async function compareWithNamed(
  tx: Tx,
  line: Line,
  person: StaffRow,
  slackNames: readonly string[] | null = null,
): Promise<void> {
  const names = [person.displayName, ...(slackNames ?? [])];
  const compared = await compareOthers(tx, line, person, names, new Set());
  if (slackNames === null) return;
  // Whoever gives a name at this very moment was waited for, or waits, and makes it unchecked.
  await lockStaff(tx, person.id);
  await compareOthers(tx, line, person, names, compared);
  await markNamesChecked(tx, person.id);
}

/** With all but those named already compared. Returns the ids of all. */
async function compareOthers(
  tx: Tx,
  line: Line,
  person: StaffRow,
  names: readonly string[],
  before: ReadonlySet<string>,
): Promise<Set<string>> {
  const cleared = new Set(await listClearedItems(tx, person.id));
  const found = new Map<string, 'certain' | 'likely'>();
  const all = await listNamed(tx);
  for (const { id, itemId, kind, sealed, key } of all.filter((one) => !before.has(one.id))) {
    const value = openText(await line.keyring.unwrap(tx, key), sealedIn.named(id), sealed);
    if (kind === 'slack_user') {
      if (value === person.slackUserId) found.set(itemId, 'certain');
    } else if (!cleared.has(itemId) && !found.has(itemId) && names.some((name) => likelySame(value, name)))
      found.set(itemId, 'likely');
  }
  for (const [itemId, how] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const row = await lockItem(tx, itemId);
    if (!row?.sensitive) continue;
    const ids = [person.id];
    await takeSight(tx, line, row, { certain: how === 'certain' ? ids : [], likely: how === 'likely' ? ids : [] });
  }
  return new Set(all.map(({ id }) => id));
}
