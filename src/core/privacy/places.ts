declare const made: unique symbol;
/** Where something sealed belongs: moved anywhere else it does not open. Made here alone. */
export type SealedPlace = string & { readonly [made]: true };

const place = (written: string): SealedPlace => written as SealedPlace;

/**
 * Every place in which something sealed lies, by the id of its row. What is written in people's databases was sealed under these very letters
 * (test/core/privacy/places.test.ts): none may change.
 */
export const sealedIn = {
  dataKey: (purpose: string, version: number) => place(`data-key:${purpose}:${version}`),
  personKey: (keyId: string) => place(`person-key:${keyId}`),
  address: (residentId: string) => place(`chat:${residentId}`),
  profile: (residentId: string) => place(`profile:${residentId}`),
  contact: (residentId: string) => place(`contact:${residentId}`),
  dialogue: (residentId: string) => place(`dialogue:${residentId}`),
  prompt: (residentId: string) => place(`prompt:${residentId}`),
  bubbles: (residentId: string) => place(`bubbles:${residentId}`),
  envelope: (residentId: string) => place(`envelope:${residentId}`),
  say: (residentId: string) => place(`say:${residentId}`),
  farewell: (id: string) => place(`farewell:${id}`),
  settlement: (itemId: string) => place(`settlement:${itemId}`),
  searchBag: (itemId: string) => place(`search-bag:${itemId}`),
  message: (messageId: string) => place(`message:${messageId}`),
  messageVersion: (versionId: string) => place(`message-version:${versionId}`),
  quotation: (itemId: string) => place(`quotation:${itemId}`),
  named: (id: string) => place(`named:${id}`),
  referral: (referralId: string, part: 'remark' | 'answer') => place(`referral:${referralId}:${part}`),
  registration: (registrationId: string) => place(`registration:${registrationId}`),
  enquiry: (enquiryId: string) => place(`enquiry:${enquiryId}`),
  enquiryReason: (enquiryId: string) => place(`enquiry:${enquiryId}:reason`),
  paperReason: (enquiryId: string, paper: string) => place(`paper:${enquiryId}:${paper}`),
  slackTs: (postId: string) => place(`slack-ts:${postId}`),
} as const;
