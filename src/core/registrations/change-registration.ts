import type { Tx } from '../../db/client.ts';
import { readItem } from '../../db/queries/items.ts';
import { listSessions, lockOffer } from '../../db/queries/offers.ts';
import { readRegistration, updateRegistration } from '../../db/queries/registrations.ts';
import type { OfferFacts } from '../domain/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { RegistrationAnswers } from '../forms/registration.ts';
import { addToItem } from '../items/add-to-item.ts';
import type { Line } from '../line.ts';
import { factsOf } from '../offers/offer-facts.ts';
import { openDetails, sealDetails } from './details.ts';
import { detailsOf, type Registrant } from './register-for-offer.ts';

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
): Promise<Result<{ facts: OfferFacts; reference: string }>> {
  const found = await readRegistration(tx, registrationId);
  if (found?.residentId !== who.residentId) return refuse('not_found');
  const offer = await lockOffer(tx, found.offerId);
  const row = await readRegistration(tx, registrationId);
  const item = row && (await readItem(tx, row.itemId));
  if (!offer || !row || !item) return refuse('not_found');
  if (row.status === 'cancelled' || row.status === 'lapsed') return refuse('already_cancelled');
  const before = openDetails(who.key, row);
  await updateRegistration(tx, row.id, {
    sealedDetails: sealDetails(who.key, row.id, detailsOf(answers)),
    share: answers.share,
  });
  const newNeed = answers.needs.some((need) => !before?.needs.includes(need));
  const fresh = answers.voices.filter((voice) => voice.chatMessageId !== before?.nameVoice?.chatMessageId);
  if (newNeed || fresh.length > 0) await addToItem(tx, line, who, row.itemId, fresh);
  return done({ facts: factsOf(offer, await listSessions(tx, offer.id)), reference: item.reference });
}
