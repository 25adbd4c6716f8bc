import { updateOffer } from '../../db/queries/offers/offers.ts';
import type { TextLanguage } from '../domain/languages.ts';

import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { type OfferEntry, readEntry } from './offer-facts.ts';
import { oweToldChanges } from './owe-told-changes.ts';
import { noteOfferEvent, workOnOffer } from './work-on-offer.ts';

/** The reason fits one message with what stands around it, in characters. */
const LONGEST_REASON = 500;

/**
 * It will not take place: everyone concerned is told, with the reason in their language as far as staff wrote one. Refusals: role_needed,
 * not_found, wrong_state, empty_text, too_long.
 */
export async function cancelOffer(
  line: Line,
  member: StaffMember | null,
  offerId: string,
  reason: Partial<Record<TextLanguage, string>>,
): Promise<Result<OfferEntry>> {
  const because = Object.fromEntries(
    Object.entries(reason)
      .map(([language, text]) => [language, text.trim()] as const)
      .filter(([, text]) => !isBlank(text)),
  );
  const texts = Object.values(because);
  if (texts.length === 0) return refuse('empty_text');
  if (texts.some((text) => text.length > LONGEST_REASON)) return refuse('too_long', { most: LONGEST_REASON });
  return workOnOffer(line, member, offerId, async (tx, row, by): Promise<Result<OfferEntry>> => {
    if (row.status === 'finished') return refuse('wrong_state');
    if (row.status !== 'cancelled') {
      await updateOffer(tx, offerId, {
        status: 'cancelled',
        cancelledBecause: because,
        promiseVersion: row.promiseVersion + 1,
        updatedAt: line.now(),
      });
      await noteOfferEvent(tx, line, 'offer_cancelled', offerId, by);
      if (row.status !== 'draft') await oweToldChanges(tx, offerId);
    }
    const entry = await readEntry(tx, offerId, line.now(), by);
    return entry ? done(entry) : refuse('not_found');
  });
}
