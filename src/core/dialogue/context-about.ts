import type { Tx } from '../../db/client.ts';
import { readOffer } from '../../db/queries/offers.ts';
import type { FormContext } from '../domain/form.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { aboutValues } from './about-values.ts';
import type { About, Visit } from './visit.ts';

/** The offer that a form is built from, as it stands now. */
export async function offerAbout(tx: Tx, about: About | undefined): Promise<Pick<FormContext, 'offer'>> {
  const row = about && 'offerId' in about ? await readOffer(tx, about.offerId) : null;
  return row ? { offer: await readFactsOf(tx, row) } : {};
}

/** The context of a form about something. */
export async function contextAbout(visit: Visit, about: About | undefined): Promise<FormContext> {
  const {
    offer: _offer,
    values: { reference: _, openReference: __, changing: ___, ...values } = {},
    ...context
  } = visit.context;
  return {
    ...context,
    values: { ...values, ...aboutValues(about) },
    ...(await offerAbout(visit.tx, about)),
  };
}
