import { listLatestFacts } from '../../../db/queries/items/events.ts';
import { type ItemRow, readItem } from '../../../db/queries/items/items.ts';
import { listReferralsOf } from '../../../db/queries/items/referrals.ts';
import { ACTIVITIES } from '../../activities.ts';
import { type ItemStanding, READ_BY, type Standing, stateOf } from '../../residents/say-state.ts';
import type { KnownVisit } from '../../turn/visit.ts';

type Whose = Pick<KnownVisit, 'tx' | 'line' | 'resident'>;

/** How each of these items of theirs stands, and since when: as its activity says, else as any other. */
export async function readStates(visit: Whose, rows: ItemRow[]): Promise<Map<string, ItemStanding>> {
  const { tx } = visit;
  const ids = rows.map(({ id }) => id);
  const facts = await listLatestFacts(tx, ids);
  const referrals = new Map((await listReferralsOf(tx, ids)).map((row) => [row.itemId, row]));
  const own = await ownStates(visit, rows);
  const states = new Map<string, ItemStanding>();
  for (const row of rows) {
    const happened = happenedIn(facts.filter(({ itemId }) => itemId === row.id));
    const joinedWith = await joinedWithOwn(visit, row);
    const standing = stateOf({ row, referral: referrals.get(row.id) ?? null, happened, joinedWith });
    const told = own.get(row.id);
    states.set(row.id, told === undefined ? standing : { ...standing, state: { key: told } });
  }
  return states;
}

const READS: readonly string[] = READ_BY;

/** What staff read by counts only where staff did it. */
function happenedIn(facts: Awaited<ReturnType<typeof listLatestFacts>>): Standing['happened'] {
  const happened: Record<string, Date> = {};
  for (const { kind, actor, at } of facts) if (at && (actor === 'staff' || !READS.includes(kind))) happened[kind] = at;
  return happened;
}

/** Nobody learns the number of somebody else's. */
async function joinedWithOwn({ tx, resident }: Whose, { mergedIntoId }: ItemRow): Promise<string | null> {
  const other = mergedIntoId === null ? null : await readItem(tx, mergedIntoId);
  return other?.residentId === resident.id && !other.sensitive ? other.reference : null;
}

/** Where an activity says more than whether somebody still works on it. */
async function ownStates({ tx, line }: Whose, rows: ItemRow[]): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  for (const { kinds, my } of ACTIVITIES) {
    const ids = rows.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
    const found = my && ids.length > 0 ? await my.states(tx, ids, line.now()) : [];
    for (const [id, state] of found) states.set(id, state);
  }
  return states;
}
