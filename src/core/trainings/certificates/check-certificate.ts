import { appendEvents } from '../../../db/queries/items/events.ts';
import { readCertificateByCode } from '../../../db/queries/offers/certificates.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { firstStart, lastEnd, textFor } from '../../domain/offers/offer.ts';
import { findReference } from '../../domain/reference.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { mayTriage, refuseRole, type StaffMember } from '../../domain/staff/permissions.ts';
import { seeItemById } from '../../items/hidden/see-item.ts';
import type { Line } from '../../line.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { openDetails } from '../details.ts';

export type CheckedCertificate = {
  /** `C-7K3QM9`. */
  code: string;
  title: string;
  from: Date | null;
  to: Date | null;
  /** Null when its holder was forgotten, or their name was only spoken: the certificate is valid all the same. */
  name: string | null;
  issuedAt: Date;
};

/**
 * Whether a certificate is one of ours, and what it says; each look is written down. Of a hidden registration it says what it says of one that
 * never was. Refusals: role_needed, not_found.
 */
export async function checkCertificate(
  line: Line,
  member: StaffMember | null,
  code: string,
): Promise<Result<CheckedCertificate>> {
  if (!mayTriage(member)) return refuseRole('see_items', member);
  const parsed = findReference(code);
  if (parsed === null) return refuse('not_found');
  return line.database.transaction(async (tx): Promise<Result<CheckedCertificate>> => {
    const found = await readCertificateByCode(tx, parsed);
    const seen = found && (await seeItemById(tx, member, found.itemId));
    const offer = found && (await readOffer(tx, found.offerId));
    if (!found || !seen || !offer) return refuse('not_found');
    const { row: item, member: by } = seen;
    await appendEvents(tx, [
      { kind: 'certificate_checked', itemId: item.id, actor: 'staff', staffId: by.id, at: line.now() },
    ]);
    const facts = await readFactsOf(tx, offer);
    const key = item.keyId === null ? null : await line.keyring.key(tx, item.keyId);
    const details = openDetails(key, { id: found.registrationId, sealedDetails: found.sealedDetails });
    return done({
      code: parsed,
      title: textFor(facts.texts, 'en', null)?.text.title ?? facts.code,
      from: firstStart(facts),
      to: lastEnd(facts),
      name: details?.name ?? null,
      issuedAt: found.issuedAt,
    });
  });
}
