import { type Address, addressWithin } from '../domain/address.ts';
import type { Channel } from '../domain/codes.ts';
import { sealedIn } from './places.ts';
import { openJson, openText, sealText } from './seal.ts';

export const sealAddress = (key: Buffer, residentId: string, { text }: Address): Buffer =>
  sealText(key, sealedIn.address(residentId), text);

/** Of which channel it is stands beside it in the row. */
export const openAddress = (
  key: Buffer,
  { id, channel }: { id: string; channel: Channel },
  sealedAddress: Buffer,
): Address => ({ channel, text: openText(key, sealedIn.address(id), sealedAddress) });

/** With the part of the chat in which they wrote last, as where they stand keeps it. */
export function openLastAddress(
  key: Buffer,
  resident: { id: string; channel: Channel; sealedDialogue: Buffer | null },
  sealedAddress: Buffer,
): Address {
  const { id, sealedDialogue } = resident;
  const standing = sealedDialogue ? openJson<{ within?: string }>(key, sealedIn.dialogue(id), sealedDialogue) : {};
  return addressWithin(openAddress(key, resident, sealedAddress), standing.within);
}
