import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { type ResidentRow, saveResident } from '../../db/queries/residents/residents.ts';
import { type Address, addressWord } from '../domain/address.ts';
import type { Language } from '../domain/codes.ts';
import { dayOf } from '../domain/time/moments.ts';
import type { Line } from '../line.ts';
import { sealAddress } from '../privacy/seal-address.ts';

/** Which text they agreed to; grows when it changes in meaning, and then everyone is asked again. */
export const CONSENT_VERSION = '1';

/** From now on their words may be kept, under a key of their own. Returns the key. */
export async function giveConsent(
  tx: Tx,
  line: Line,
  resident: ResidentRow,
  agreed: { address: Address; language: Language; secondLanguage: Language | null },
): Promise<{ resident: ResidentRow; key: Buffer }> {
  const now = line.now();
  const { id: keyId, key } = await line.keyring.create(tx, now);
  const changes = {
    keyId,
    chatHash: line.keyring.lookupHash('chat', addressWord(agreed.address)),
    chatKeyVersion: line.keyring.lookupVersion('chat'),
    sealedAddress: sealAddress(key, resident.id, agreed.address),
    language: agreed.language,
    secondLanguage: agreed.secondLanguage,
    consentedAt: dayOf(now),
    consentVersion: CONSENT_VERSION,
    expiresAt: null,
    plainDialogue: null,
    plainBubbles: null,
  };
  await saveResident(tx, resident.id, changes);
  await appendEvents(tx, [
    {
      kind: 'consent_given',
      actor: 'resident',
      data: { version: CONSENT_VERSION, language: agreed.language },
      at: now,
    },
  ]);
  return { resident: { ...resident, ...changes }, key };
}
