import type { Tx } from '../../../db/client.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import type { FormContext } from '../../domain/form.ts';
import { asHeldNow } from '../../domain/offers/seats.ts';
import { type About, isOffer } from '../../turn/standing.ts';
import { readFactsOf } from '../offer-facts.ts';

/** The offer that a form is built from, as it stands now. */
export async function offerAbout(tx: Tx, about: About | undefined, now: Date): Promise<Pick<FormContext, 'offer'>> {
  const row = isOffer(about) ? await readOffer(tx, about.offerId) : null;
  return row ? { offer: asHeldNow(await readFactsOf(tx, row), now) } : {};
}
