import type { Tx } from '../../db/client.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import type { Answers } from '../domain/form.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import type { Entered } from '../offers/resident/offer-keeper.ts';
import type { Applying } from '../offers/submit-for-offer.ts';
import { whyNotEntered } from '../offers/why-not-entered.ts';
import { readRegistration, registrationForm } from './forms/registration.ts';
import { registerForOffer } from './register-for-offer.ts';
import { sayTaken } from './say-taken.ts';

/** A seat or a place in the list for somebody whom staff enter, under the same rules; and what they are to be told of it. */
export async function enterRegistration(
  tx: Tx,
  line: Line,
  who: Applying,
  offerId: string,
  key: string,
  answers: Answers,
): Promise<Entered> {
  const offer = await readOffer(tx, offerId);
  if (!offer) return { ok: false, why: whyNotEntered({ code: 'not_found' }) };
  const reader = { language: who.language, second: null };
  const facts = await readFactsOf(tx, offer);
  const given = readRegistration(registrationForm(facts, reader), answers);
  const registered = await registerForOffer(tx, line, who, offerId, key, given);
  if (!registered.ok) return { ok: false, why: whyNotEntered(registered) };
  const { row, reference } = registered.value;
  const say = await sayTaken(tx, line, registered.value, reader);
  return { ok: true, itemId: row.itemId, reference, kind: 'settled', say };
}
