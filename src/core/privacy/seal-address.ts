import type { Address } from '../domain/address.ts';
import { openText, sealText } from './seal.ts';

const placeOf = (residentId: string): string => `chat:${residentId}`;

export const sealAddress = (key: Buffer, residentId: string, { text }: Address): Buffer =>
  sealText(key, placeOf(residentId), text);

export const openAddress = (key: Buffer, residentId: string, sealed: Buffer): Address => ({
  channel: 'telegram',
  text: openText(key, placeOf(residentId), sealed),
});
