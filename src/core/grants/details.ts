import type { EnquiryRow } from '../../db/queries/offers/enquiries.ts';
import type { PaperRow } from '../../db/queries/offers/papers.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { sealedIn } from '../privacy/places.ts';
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

export const sealEnquiry = (key: Buffer, enquiryId: string, details: EnquiryDetails): Buffer =>
  sealJson(key, sealedIn.enquiry(enquiryId), details);

/** Null once the words were destroyed. */
export const openEnquiry = (
  key: Buffer | null,
  { id, sealedDetails }: Pick<EnquiryRow, 'id' | 'sealedDetails'>,
): EnquiryDetails | null =>
  key === null || sealedDetails === null ? null : openJson<EnquiryDetails>(key, sealedIn.enquiry(id), sealedDetails);

export const sealReason = (key: Buffer, enquiryId: string, reason: string): Buffer =>
  sealText(key, sealedIn.enquiryReason(enquiryId), reason);

/** Why staff need no paper of this key, as it was told. */
export const sealPaperReason = (key: Buffer, enquiryId: string, paper: string, reason: string): Buffer =>
  sealText(key, sealedIn.paperReason(enquiryId, paper), reason);

export const openPaperReason = (
  key: Buffer | null,
  { enquiryId, key: paper, sealedReason }: Pick<PaperRow, 'enquiryId' | 'key' | 'sealedReason'>,
): string | null =>
  key === null || sealedReason === null ? null : openText(key, sealedIn.paperReason(enquiryId, paper), sealedReason);

/** The reason of the decision as it was told, or null. */
export const openReason = (
  key: Buffer | null,
  { id, sealedReason }: Pick<EnquiryRow, 'id' | 'sealedReason'>,
): string | null =>
  key === null || sealedReason === null ? null : openText(key, sealedIn.enquiryReason(id), sealedReason);
