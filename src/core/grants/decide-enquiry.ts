import type { Tx } from '../../db/client.ts';
import { dropAppointments } from '../../db/queries/offers/appointments.ts';
import { sumApproved, updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { decideClose, decideReply } from '../domain/item.ts';
import { decideVerdict, type Enquiry, type Verdict } from '../domain/offers/enquiry.ts';
import { type Refusal, type Result, refuse } from '../domain/result.ts';
import { type StaffMember, sensitiveFor } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import { SOURCE_LANGUAGE } from '../i18n/texts.ts';
import { formatEuros } from '../i18n/write-figures.ts';
import { applyDecision } from '../items/change-item.ts';
import { LONGEST_REPLY } from '../items/reply-to-item.ts';
import { writeMessages } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import { sealReason } from './details.ts';
import { sayDecision } from './say-of-enquiry.ts';
import { tellApplicant } from './tell-applicant.ts';
import { type EnquiryDone, type HeldEnquiry, noteEnquiryEvent, workOnEnquiry } from './work-on-enquiry.ts';

/**
 * Approves (within the call's maximum and what is left of its budget) or declines, tells the applicant with the reason in their language,
 * and closes the item. After an appeal somebody else decides once more. Refusals: not_found, role_needed, empty_text, too_long, not_complete,
 * bad_amount, over_maximum, over_budget, another_person_needed, already_decided, already_withdrawn, words_destroyed.
 */
export async function decideEnquiry(
  line: Line,
  member: StaffMember | null,
  reference: string,
  made: { verdict: Verdict; reason: string; changeKey: string },
): Promise<Result<EnquiryDone>> {
  const reason = made.reason.trim();
  if (isBlank(reason)) return refuse('empty_text');
  if (reason.length > LONGEST_REPLY) return refuse('too_long', { most: LONGEST_REPLY });
  return workOnEnquiry(line, member, reference, { changeKey: made.changeKey, money: true }, async (tx, held) => {
    const now = line.now();
    const { row, enquiry, offer, member: by } = held;
    const budget = offer.budgetCents ?? 0;
    const approved = await sumApproved(tx, offer.id, row.id, sensitiveFor(by));
    const limits = { maximumCents: offer.maximumCents ?? 0, leftCents: budget - approved.all };
    const decision = decideVerdict(enquiry, by.id, made.verdict, limits, now);
    if (!decision.ok && decision.code === 'over_budget' && approved.seen !== approved.all)
      return refuse('over_budget_unseen');
    if (!decision.ok) return withLimits(decision, limits);
    const refused = await closeWithReason(tx, line, held, { ...made, reason });
    if (refused) return refused;
    await dropAppointments(tx, row.id, ['proposed']);
    await updateEnquiry(tx, row.id, { ...decision.changes, sealedReason: sealReason(held.key, row.id, reason) }, now);
    const fact = made.verdict.approve
      ? ({ kind: 'enquiry_approved', data: { enquiryId: row.id, cents: made.verdict.amountCents } } as const)
      : ({ kind: 'enquiry_declined', data: { enquiryId: row.id } } as const);
    await noteEnquiryEvent(tx, line, fact, held.item.id, by);
    await owe(tx, 'card', { itemId: held.item.id });
    return null;
  });
}

/** Whoever got less than they asked for may appeal, once; after that a refusal stays. */
export async function appealDaysFor(
  tx: Tx,
  line: Line,
  { amountCents, appealOpen }: Pick<Enquiry, 'amountCents' | 'appealOpen'>,
  verdict: Verdict,
): Promise<{ appealDays: number | null; stays: boolean }> {
  const less = !verdict.approve || verdict.amountCents < amountCents;
  return {
    appealDays: less && !appealOpen ? (await line.settings(tx)).appealDays : null,
    stays: appealOpen && !verdict.approve,
  };
}

/** The refusal with the figures it is about, as staff read them. */
function withLimits(refusal: Refusal, { maximumCents, leftCents }: { maximumCents: number; leftCents: number }) {
  const euro = (cents: number) => formatEuros(SOURCE_LANGUAGE, Math.max(0, cents));
  if (refusal.code === 'over_maximum') return refuse('over_maximum', { most: euro(maximumCents) });
  return refusal.code === 'over_budget' ? refuse('over_budget', { left: euro(leftCents) }) : refusal;
}

/** The item it came with, or the appeal: closed, with the reason told. */
async function closeWithReason(
  tx: Tx,
  line: Line,
  held: HeldEnquiry,
  { verdict, reason, changeKey }: { verdict: Verdict; reason: string; changeKey: string },
): Promise<Refusal | null> {
  const { row, enquiry, facts, member, key } = held;
  const now = line.now();
  const again = enquiry.appealOpen && held.appeal !== null;
  const item = held.appeal && again ? held.appeal : held.item;
  const closing = { reason: verdict.approve ? ('acted_on' as const) : ('answered' as const), told: true };
  const decision = item.status === 'open' ? decideClose(item, member, closing, now) : decideReply(item, member, now);
  const applied = await applyDecision(tx, line, item, decision, { kind: 'staff', member });
  if (!applied.ok) return applied;
  const [messageId] = await writeMessages(tx, line, { id: item.id, key }, [
    { direction: 'out', body: { kind: 'text', text: reason }, staffId: member.id, changeKey },
  ]);
  const appealing = await appealDaysFor(tx, line, enquiry, verdict);
  await tellApplicant(
    tx,
    line,
    held,
    (reader, own) => sayDecision(facts, reader, own, row.id, { verdict, reason, ...appealing }),
    { itemId: item.id, messageId, kind: 'closing' },
  );
  return null;
}
