import { readAboutYou } from '../../turn/about-you.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import type { Registrant } from '../submit-for-offer.ts';

/** Who acts in this turn, as the verbs of offers want it. */
export const whoApplies = (visit: KnownVisit): Registrant => ({
  residentId: visit.resident.id,
  keyId: visit.resident.keyId as string,
  key: visit.key,
  address: visit.address,
  language: visit.language,
  aboutYou: readAboutYou(visit) ?? {},
});
