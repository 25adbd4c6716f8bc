import type english from '../../../locales/en/staff.json';
import type { Tx } from '../../db/client.ts';
import { listItemEvents } from '../../db/queries/items/events.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { listReferrals } from '../../db/queries/items/referrals.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { ACTIVITIES } from '../activities.ts';
import type { ActorKind } from '../domain/codes.ts';
import { type AnyFact, FACTS, type FactKind } from '../domain/facts/every-fact.ts';
import { isFact } from '../domain/facts/fact.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, type StaffMember } from '../domain/staff/permissions.ts';
import { seeItem } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openText } from '../privacy/seal.ts';

/** Each fact of the house has its text for staff: one without does not compile. */
type Told<Kind extends keyof (typeof english)['event']> = Kind;
type ToldFact = Extract<AnyFact, { kind: Told<FactKind> }>;

/** `fact`: null for a row of another version that this one does not know. `text`: the key of what staff read for it. */
export type HistoryEntry = {
  fact: ToldFact | null;
  kind: string;
  text: string;
  actor: ActorKind;
  staffName: string | null;
  /** To whom it was handed over. */
  toName: string | null;
  at: Date;
  /** What staff wrote with it: the remark of a referral, or why it came back. Null once it was destroyed. */
  reason: string | null;
};

/** An activity's facts have their texts where it says; those of every item, of offers and of people stand together. */
function textOf(kind: string): string {
  const own = ACTIVITIES.find(({ facts }) => facts && Object.hasOwn(facts.table, kind))?.facts;
  return `${own?.texts ?? 'staff:event.'}${kind}`;
}

/** What happened to an item, oldest first: codes and the reasons that staff gave, no word of the resident. Refusals: not_found, role_needed. */
export async function showHistory(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<HistoryEntry[]>> {
  const lacks = lacksRole(member, 'see_items');
  if (lacks) return lacks;
  const { read } = line.database;
  const seen = await seeItem(read, member, reference);
  if (!seen) return refuse('not_found');
  const events = await listItemEvents(read, seen.row.id);
  const facts = events.map((event) => (isFact(FACTS, event) ? event : null));
  const toOf = (at: number): string | null => {
    const fact = facts[at];
    return fact?.kind === 'item_assigned' ? fact.data.staffId : null;
  };
  const ids = [...new Set(events.flatMap(({ staffId }, at) => [staffId, toOf(at)].filter((id) => id !== null)))];
  const names = new Map((await readStaffByIds(read, ids)).map((person) => [person.id, person.displayName]));
  const reasonOf = await readReasons(read, line, seen.row);
  return done(
    events.map((event, at) => ({
      fact: facts[at] ?? null,
      kind: event.kind,
      text: textOf(event.kind),
      actor: event.actor,
      staffName: names.get(event.staffId ?? '') ?? null,
      toName: names.get(toOf(at) ?? '') ?? null,
      at: event.at,
      reason: reasonOf(event.kind),
    })),
  );
}

/** The facts of referrals come in the order of their rows, so each takes the next one's words. */
async function readReasons(tx: Tx, line: Line, row: ItemRow): Promise<(kind: string) => string | null> {
  const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
  const referrals = (await listReferrals(tx, row.id)).reverse();
  const opened = (part: 'remark' | 'answer') =>
    referrals.map(({ id, sealedRemark, sealedAnswer }) => {
      const sealed = part === 'remark' ? sealedRemark : sealedAnswer;
      return key && sealed ? openText(key, sealedIn.referral(id, part), sealed) : null;
    });
  const remarks = opened('remark');
  const answers = opened('answer');
  return (kind) => {
    if (kind === 'item_referred') return remarks.shift() ?? null;
    return kind === 'referral_returned' || kind === 'referral_accepted' ? (answers.shift() ?? null) : null;
  };
}
