import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { type ItemRow, lockItemsByReference, readItem } from '../../db/queries/items/items.ts';
import { type EnquiryRow, lockEnquiry, readEnquiryByItem } from '../../db/queries/offers/enquiries.ts';
import { lockOffer, type OfferRow, readOffer } from '../../db/queries/offers/offers.ts';
import { hasSlackReceipt, insertSlackReceipt } from '../../db/queries/work/slack-receipts.ts';
import type { Fact } from '../domain/facts/fact.ts';
import type { GRANT_FACTS } from '../domain/facts/offer-facts.ts';
import { decideReply } from '../domain/item.ts';
import type { Enquiry } from '../domain/offers/enquiry.ts';
import { type CallFacts, isCall } from '../domain/offers/offer.ts';
import { done, type Refusal, type Result, refuse } from '../domain/result.ts';
import { lacksRole, mayHandle, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { applyDecision } from '../items/change-item.ts';
import { seeItem, seeRow } from '../items/hidden/see-item.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { enquiryOf } from './enquiry-facts.ts';

/** An application as one transaction of a staff member holds it. */
export type HeldEnquiry = {
  row: EnquiryRow;
  enquiry: Enquiry;
  /** The item it came with. */
  item: ItemRow;
  /** The item in which they appealed. */
  appeal: ItemRow | null;
  offer: OfferRow;
  facts: CallFacts;
  /** The applicant's key. */
  key: Buffer;
  member: StaffMember;
};

export type EnquiryDone = { reference: string; enquiryId: string };

/** The offer and then the items, as everywhere; `money`: the offer is held, so that two decisions never spend the same euro. */
async function hold(tx: Tx, line: Line, found: EnquiryRow, money: boolean, member: StaffMember) {
  const offer = money ? await lockOffer(tx, found.offerId) : await readOffer(tx, found.offerId);
  const ids = [found.itemId, found.appealItemId].filter((id) => id !== null);
  const seen = await Promise.all(ids.map((id) => readItem(tx, id)));
  await lockItemsByReference(
    tx,
    seen.flatMap((one) => one?.reference ?? []),
  );
  const row = await lockEnquiry(tx, found.id);
  const item = await readItem(tx, found.itemId);
  if (!offer || !item || !row) return refuse('not_found');
  // They appealed in this very moment: that item is not held.
  if (row.appealItemId !== found.appealItemId) return refuse('try_again');
  const appeal = row.appealItemId === null ? null : await readItem(tx, row.appealItemId);
  // Somebody marked one of the two sensitive before they were held.
  if (!(await seeRow(tx, member, item))) return refuse('not_found');
  const key = item.keyId === null || item.redactedAt ? null : await line.keyring.key(tx, item.keyId);
  if (key === null) return refuse('words_destroyed');
  const facts = await readFactsOf(tx, offer);
  if (!isCall(facts)) return refuse('not_found');
  const enquiry = await enquiryOf(tx, row);
  return done({ row, enquiry, item, appeal, offer, facts, key, member });
}

/**
 * One transaction of a staff member on one application, by the number of its item or of its appeal. `changeKey`: the modal, so that a second
 * sending of it changes nothing. Refusals: not_found, role_needed, words_destroyed, and those of the work.
 */
export async function workOnEnquiry(
  line: Line,
  member: StaffMember | null,
  reference: string,
  options: { changeKey: string; money?: boolean },
  work: (tx: Tx, held: HeldEnquiry) => Promise<Refusal | null>,
): Promise<Result<EnquiryDone>> {
  const lacks = lacksRole(member, 'see_people');
  if (lacks) return lacks;
  return line.database.transaction(async (tx): Promise<Result<EnquiryDone>> => {
    const seen = await seeItem(tx, member, reference);
    if (!seen) return refuse('not_found');
    if (!mayHandle(seen.member, seen.visible)) return refuseRole('run_offers', seen.member);
    const found = await readEnquiryByItem(tx, seen.row.id);
    if (!found) return refuse('not_found');
    const held = await hold(tx, line, found, options.money ?? false, seen.member);
    if (!held.ok) return held;
    const value = { reference: held.value.item.reference, enquiryId: found.id };
    const once = `grant:${options.changeKey}`;
    if (await hasSlackReceipt(tx, once)) return done(value);
    const refused = await work(tx, held.value);
    if (refused) return refused;
    await insertSlackReceipt(tx, once, line.now());
    return done(value);
  });
}

type GrantFact = Fact<typeof GRANT_FACTS>;

/** A step that the resident is told of counts as an answer to them; the event says which one it was. */
export async function noteStep(
  tx: Tx,
  line: Line,
  { item, member }: HeldEnquiry,
  fact: GrantFact,
): Promise<Refusal | null> {
  const now = line.now();
  const applied = await applyDecision(tx, line, item, decideReply(item, member, now), {
    kind: 'staff',
    member,
  });
  if (!applied.ok) return applied;
  await noteEnquiryEvent(tx, line, fact, item.id, member);
  return null;
}

export async function noteEnquiryEvent(
  tx: Tx,
  line: Line,
  fact: GrantFact,
  itemId: string,
  member: StaffMember | null,
): Promise<void> {
  const actor = member ? ('staff' as const) : ('resident' as const);
  await appendEvents(tx, [{ ...fact, itemId, actor, staffId: member?.id ?? null, at: line.now() }]);
}
