import type { Tx } from '../../db/client.ts';
import { readItem } from '../../db/queries/items/items.ts';
import { updateRegistration } from '../../db/queries/offers/registrations.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { addToItem } from '../items/add-to-item.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import type { Registrant } from '../offers/submit-for-offer.ts';
import { openDetails, sealDetails } from './details.ts';
import { hasEnded } from './end-registration.ts';
import type { RegistrationAnswers } from './forms/registration.ts';
import { lockOwnRegistration } from './lock-own-registration.ts';
import { detailsOf } from './register-for-offer.ts';

/**
 * Other details for a registration. The seat stays, and so do the groups it was given by. A need that is new, or a recording, brings it
 * before a person. Refusals: not_found, already_cancelled.
 */
export async function changeRegistration(
  tx: Tx,
  line: Line,
  who: Registrant,
  registrationId: string,
  answers: RegistrationAnswers,
): Promise<Result<{ facts: OfferFacts; reference: string }, 'not_found' | 'already_cancelled'>> {
  const held = await lockOwnRegistration(tx, who.residentId, registrationId);
  if (!held) return refuse('not_found');
  const { offer, row } = held;
  const item = await readItem(tx, row.itemId);
  if (!item) return refuse('not_found');
  if (hasEnded(row)) return refuse('already_cancelled');
  const before = openDetails(who.key, row);
  await updateRegistration(tx, row.id, {
    sealedDetails: sealDetails(who.key, row.id, detailsOf(answers)),
    share: answers.share,
  });
  const newNeed = answers.needs.some((need) => !before?.needs.includes(need));
  const fresh = answers.voices.filter((voice) => voice.handle !== before?.nameVoice?.handle);
  if (newNeed || fresh.length > 0) await addToItem(tx, line, who, row.itemId, fresh);
  return done({ facts: await readFactsOf(tx, offer), reference: item.reference });
}
