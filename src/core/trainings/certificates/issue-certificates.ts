import { randomBytes } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { insertCertificates, readCertificates } from '../../../db/queries/offers/certificates.ts';
import { makeReference } from '../../domain/reference.ts';

/** A certificate for each, by registration: the one they have, or a new one under a code that nobody has. */
export async function issueCertificates(tx: Tx, registrationIds: string[], now: Date): Promise<Map<string, string>> {
  for (;;) {
    const issued = new Map((await readCertificates(tx, registrationIds)).map((row) => [row.registrationId, row.code]));
    const missing = registrationIds.filter((id) => !issued.has(id));
    if (missing.length === 0) return issued;
    await insertCertificates(
      tx,
      missing.map((registrationId) => ({
        registrationId,
        code: makeReference('certificate', randomBytes(8)),
        issuedAt: now,
      })),
    );
  }
}
