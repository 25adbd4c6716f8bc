import type { EnquiryRow } from '../../db/queries/offers/enquiries.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { openJson, openText, sealJson, sealText } from '../privacy/seal.ts';

/** What an applicant said of themselves: sealed under their key. A name that was spoken is null; the recording is in the item. */
export type EnquiryDetails = {
  name: string | null;
  nameVoice?: IncomingMessage | undefined;
  /** E.164. */
  phone: string;
  /** Answers to the call's own questions, by key. */
  own: Record<string, string | number>;
};

const place = (enquiryId: string): string => `enquiry:${enquiryId}`;
const reasonPlace = (enquiryId: string): string => `enquiry:${enquiryId}:reason`;

export const sealEnquiry = (key: Buffer, enquiryId: string, details: EnquiryDetails): Buffer =>
  sealJson(key, place(enquiryId), details);

/** Null once the words were destroyed. */
export const openEnquiry = (
  key: Buffer | null,
  { id, sealedDetails }: Pick<EnquiryRow, 'id' | 'sealedDetails'>,
): EnquiryDetails | null =>
  key === null || sealedDetails === null ? null : openJson<EnquiryDetails>(key, place(id), sealedDetails);

export const sealReason = (key: Buffer, enquiryId: string, reason: string): Buffer =>
  sealText(key, reasonPlace(enquiryId), reason);

/** The reason of the decision as it was told, or null. */
export const openReason = (
  key: Buffer | null,
  { id, sealedReason }: Pick<EnquiryRow, 'id' | 'sealedReason'>,
): string | null => (key === null || sealedReason === null ? null : openText(key, reasonPlace(id), sealedReason));
