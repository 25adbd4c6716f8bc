import type { Address } from '../domain/address.ts';
import { sealedIn } from './places.ts';
import { openText, sealText } from './seal.ts';

export const sealAddress = (key: Buffer, residentId: string, { text }: Address): Buffer =>
  sealText(key, sealedIn.address(residentId), text);

export const openAddress = (key: Buffer, residentId: string, sealed: Buffer): Address => ({
  channel: 'telegram',
  text: openText(key, sealedIn.address(residentId), sealed),
});
