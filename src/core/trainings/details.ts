import type { RegistrationRow } from '../../db/queries/offers/registrations.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { Need } from '../domain/offers/offer.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson, sealJson } from '../privacy/seal.ts';

/** What a person said to register: sealed under their key. A name that was spoken is null until staff wrote it down. */
export type RegistrationDetails = {
  name: string | null;
  nameVoice?: IncomingMessage | undefined;
  /** E.164. */
  phone: string | null;
  needs: Need[];
  /** Answers to the offer's own questions, by key. */
  own: Record<string, string | number>;
  /** What they said of themselves for the offer's rules, to be changed later without being asked anew. */
  about: Record<string, unknown>;
};

export const sealDetails = (key: Buffer, registrationId: string, details: RegistrationDetails): Buffer =>
  sealJson(key, sealedIn.registration(registrationId), details);

/** Null once the words were destroyed. */
export function openDetails(
  key: Buffer | null,
  row: Pick<RegistrationRow, 'id' | 'sealedDetails'>,
): RegistrationDetails | null {
  if (key === null || row.sealedDetails === null) return null;
  return openJson<RegistrationDetails>(key, sealedIn.registration(row.id), row.sealedDetails);
}
