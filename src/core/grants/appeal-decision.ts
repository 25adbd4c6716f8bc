import type { Tx } from '../../db/client.ts';
import { readItemBySubmissionKey, updateItem } from '../../db/queries/items/items.ts';
import { readVisibility } from '../../db/queries/items/visibility.ts';
import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Address } from '../domain/address.ts';
import type { Language } from '../domain/codes.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { decideAppeal } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { submitItem } from '../items/taken-in/submit-item.ts';
import type { Line } from '../line.ts';
import { lockOwnEnquiry, type OwnEnquiry } from './lock-own-enquiry.ts';
import { noteEnquiryEvent } from './work-on-enquiry.ts';

export type Appellant = { residentId: string; keyId: string; key: Buffer; address: Address; language: Language };

/**
 * An appeal is an item of its own, for somebody else than who decided. Refusals: not_found, already_appealed, nothing_to_appeal,
 * appeal_too_late, words_destroyed.
 */
export async function appealDecision(
  tx: Tx,
  line: Line,
  who: Appellant,
  enquiryId: string,
  submissionKey: string,
  words: IncomingMessage[],
): Promise<
  Result<
    { reference: string; itemId: string; dueAt: Date },
    'not_found' | 'already_appealed' | 'nothing_to_appeal' | 'appeal_too_late' | 'words_destroyed'
  >
> {
  const own = await lockOwnEnquiry(tx, who.residentId, enquiryId);
  if (!own) return refuse('not_found');
  const before = await readItemBySubmissionKey(tx, submissionKey);
  if (before && before.id === own.row.appealItemId)
    return done({ reference: before.reference, itemId: before.id, dueAt: before.dueAt });
  const decision = decideAppeal(own.enquiry, (await line.settings(tx)).appealDays, line.now());
  if (!decision.ok) return decision;
  if (own.item.redactedAt !== null) return refuse('words_destroyed');
  const { itemId, reference, dueAt } = await submitItem(
    tx,
    line,
    submissionOf(who, own, submissionKey, words, (await readVisibility(tx, own.item.id)).sensitive),
  );
  await updateItem(tx, itemId, { notAgainId: own.row.decidedById }, line.now());
  await updateEnquiry(tx, enquiryId, { appealItemId: itemId }, line.now());
  await noteEnquiryEvent(
    tx,
    line,
    { kind: 'enquiry_appealed', data: { enquiryId, appeal: reference } },
    own.item.id,
    null,
  );
  await owe(tx, 'card', { itemId: own.item.id });
  return done({ reference, itemId, dueAt });
}

function submissionOf(
  who: Appellant,
  { item }: OwnEnquiry,
  submissionKey: string,
  messages: IncomingMessage[],
  sensitive: boolean,
) {
  const { residentId, keyId, key, address, language } = who;
  return {
    submissionKey,
    kind: 'enquiry' as const,
    type: 'complaint' as const,
    municipality: item.municipality,
    sector: item.sector,
    agency: item.agency,
    ...(item.offerId !== null && { offerId: item.offerId }),
    language,
    channel: address.channel,
    sensitive,
    aboutYou: {},
    messages,
    from: { residentId, keyId, key, address },
    by: { kind: 'resident' as const },
  };
}
