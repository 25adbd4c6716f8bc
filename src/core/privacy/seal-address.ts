import type { Address } from '../domain/address.ts';
import type { Channel } from '../domain/codes.ts';
import { sealedIn } from './places.ts';
import { openText, sealText } from './seal.ts';

export const sealAddress = (key: Buffer, residentId: string, { text }: Address): Buffer =>
  sealText(key, sealedIn.address(residentId), text);

/** Of which channel it is stands beside it in the row. */
export const openAddress = (
  key: Buffer,
  { id, channel }: { id: string; channel: Channel },
  sealedAddress: Buffer,
): Address => ({ channel, text: openText(key, sealedIn.address(id), sealedAddress) });
