import { eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { items } from '../../schema/items/items.ts';
import { certificates } from '../../schema/offers/certificates.ts';
import { registrations } from '../../schema/offers/registrations.ts';

export type CertificateRow = typeof certificates.$inferSelect;

/** Those that are new: not of who has one already, and not those whose code another one has. */
export async function insertCertificates(tx: Tx, rows: CertificateRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(certificates).values(rows).onConflictDoNothing();
}

export async function readCertificates(tx: Tx, registrationIds: string[]): Promise<CertificateRow[]> {
  if (registrationIds.length === 0) return [];
  return tx.select().from(certificates).where(inArray(certificates.registrationId, registrationIds));
}

export async function readCertificate(tx: Tx, registrationId: string): Promise<CertificateRow | null> {
  return (await readCertificates(tx, [registrationId]))[0] ?? null;
}

/** By its code, with what opens its holder's name as long as they were not forgotten. */
export async function readCertificateByCode(tx: Tx, code: string) {
  const [row] = await tx
    .select({
      registrationId: registrations.id,
      itemId: registrations.itemId,
      offerId: registrations.offerId,
      issuedAt: certificates.issuedAt,
      sealedDetails: registrations.sealedDetails,
      keyId: items.keyId,
    })
    .from(certificates)
    .innerJoin(registrations, eq(registrations.id, certificates.registrationId))
    .innerJoin(items, eq(items.id, registrations.itemId))
    .where(eq(certificates.code, code));
  return row ?? null;
}
