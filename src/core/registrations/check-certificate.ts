import { readCertificateByCode } from '../../db/queries/certificates.ts';
import { readOffer } from '../../db/queries/offers.ts';
import { firstStart, lastEnd, textFor } from '../domain/offer.ts';
import { mayTriage, type StaffMember } from '../domain/permissions.ts';
import { parseReference } from '../domain/reference.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { openDetails } from './details.ts';

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

/** Whether a certificate is one of ours, and what it says. Refusals: not_allowed, not_found. */
export async function checkCertificate(
  line: Line,
  member: StaffMember | null,
  code: string,
): Promise<Result<CheckedCertificate>> {
  if (!mayTriage(member)) return refuse('not_allowed');
  const { read } = line.database;
  const parsed = parseReference(code);
  const found = parsed === null ? null : await readCertificateByCode(read, parsed);
  const offer = found && (await readOffer(read, found.offerId));
  if (parsed === null || !found || !offer) return refuse('not_found');
  const facts = await readFactsOf(read, offer);
  const key = found.keyId === null ? null : await line.keyring.key(read, found.keyId);
  const details = openDetails(key, { id: found.registrationId, sealedDetails: found.sealedDetails });
  return done({
    code: parsed,
    title: textFor(facts.texts, 'en', null)?.text.title ?? facts.code,
    from: firstStart(facts),
    to: lastEnd(facts),
    name: details?.name ?? null,
    issuedAt: found.issuedAt,
  });
}
