import type { Answers } from '../../domain/form.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import type { SayLine } from '../../domain/say.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { readerOf } from '../forms/applicant.ts';
import { knownContact } from '../forms/contact.ts';
import { kindAndTitle } from '../say-of-offer.ts';
import type { KnownContact, OfferKeeper } from './offer-keeper.ts';

/** An offer that somebody applies for: whose it is, and what is known of them from before. */
export type Applying = { keeper: OfferKeeper; offer: OfferFacts; contact: KnownContact | null };

/** On to the form once what decides it is answered, or the end where there is nothing for this person now. `said`: before it. */
export async function openApplication(
  visit: KnownVisit,
  { keeper, offer, contact }: Applying,
  answers: Answers,
  said: SayLine[] = [],
): Promise<Answer> {
  const found = (await keeper.finds?.(visit, offer.id, answers)) ?? { lines: [], ends: false };
  if (found.ends)
    return {
      say: [{ lines: found.lines, buttons: [[{ label: { key: 'offers:back_to_list' }, data: `m:${keeper.list}` }]] }],
    };
  const reader = readerOf(visit.context);
  return {
    say: [{ lines: [kindAndTitle(offer, reader), ...said, ...found.lines] }],
    next: {
      form: keeper.form(offer, reader),
      prefill: { ...answers, ...(contact && knownContact(contact)) },
      ...onOffer(offer),
    },
  };
}
