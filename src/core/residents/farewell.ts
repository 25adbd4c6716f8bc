import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import type { ResidentRow } from '../../db/queries/residents/residents.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Address } from '../domain/address.ts';
import type { Language } from '../domain/codes.ts';
import { FIRST_LANGUAGE } from '../domain/language.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson, sealJson } from '../privacy/seal.ts';
import { openAddress } from '../privacy/seal-address.ts';
import { openBubbles } from './bubbles.ts';

export type Farewell = { address: Address; language: Language; secondLanguage: Language | null; bubbles: Buffer };

/** A key of its own for each, which only this line can make of the row's id; the row goes as soon as the chat is in order. */
const keyOf = (line: Line, id: string): Buffer => line.keyring.lookupHash('receipt', sealedIn.farewell(id));

/** Before a resident's key is destroyed: what stands in their chat of sensitive things is still to be taken back, and the menu beside it. */
export async function oweFarewell(tx: Tx, line: Line, resident: ResidentRow): Promise<void> {
  const key = resident.keyId ? await line.keyring.key(tx, resident.keyId) : null;
  if (!key || resident.sealedAddress === null) return;
  const bubbles = openBubbles({ residentId: resident.id, key, sealed: resident.sealedBubbles });
  const id = randomUUID();
  const sealed = sealJson(keyOf(line, id), sealedIn.farewell(id), {
    address: openAddress(key, resident, resident.sealedAddress),
    language: resident.language ?? FIRST_LANGUAGE,
    secondLanguage: resident.secondLanguage,
    bubbles: bubbles?.toString('base64') ?? '',
  });
  await owe(tx, 'farewell', { id, sealed: sealed.toString('base64') });
}

/** Null for what no line of ours made. */
export function openFarewell(line: Line, { id = '', sealed = '' }: Record<string, string>): Farewell | null {
  try {
    const farewell = openJson<Omit<Farewell, 'bubbles'> & { bubbles: string }>(
      keyOf(line, id),
      sealedIn.farewell(id),
      Buffer.from(sealed, 'base64'),
    );
    return { ...farewell, bubbles: Buffer.from(farewell.bubbles, 'base64') };
  } catch {
    return null;
  }
}
