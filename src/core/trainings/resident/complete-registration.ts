import type { Answers } from '../../domain/form.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { notEligible } from '../../offers/resident/not-eligible.ts';
import { whoApplies } from '../../offers/resident/who-applies.ts';
import { titleOf, whenAndWhere } from '../../offers/say-of-offer.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import { type About, isOffer, type OfferAbout, ownIn } from '../../turn/standing.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { cancelRegistration } from '../cancel-registration.ts';
import { changeRegistration } from '../change-registration.ts';
import { givenIn, readRegistration, registrationForm } from '../forms/registration.ts';
import { type Registered, registerForOffer } from '../register-for-offer.ts';
import { sayTaken } from '../say-taken.ts';
import { seats } from './offers.ts';
import { showRegistration } from './show-registration.ts';

export async function completeRegistration(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const { offer } = visit.context;
  if (!offer || !isOffer(about)) return refused('not_found');
  if (about.promiseVersion !== offer.promiseVersion) return askAgain(visit, offer, answers, about);
  const { registrationId } = ownIn(about);
  if (registrationId !== undefined) return saveChange(visit, offer, answers, registrationId);
  const given = readRegistration(registrationForm(offer, readerOf(visit.context)), answers);
  const registered = await registerForOffer(visit.tx, visit.line, whoApplies(visit), offer.id, key, given);
  if (!registered.ok) {
    if (registered.code === 'not_eligible')
      return { say: [await notEligible(visit, seats, offer, registered.reasons, given.applicant)] };
    const found = registered.code === 'offer_full' ? await seats.finds?.(visit, offer.id, answers) : undefined;
    return { say: [found?.ends ? { lines: found.lines } : sayRefused(registered)] };
  }
  return tell(visit, registered.value);
}

async function tell(visit: KnownVisit, registered: Registered): Promise<Answer> {
  const say = await sayTaken(visit.tx, visit.line, registered, readerOf(visit.context));
  if (!registered.fresh) return { say };
  return { say, promised: { itemId: registered.row.itemId, kind: 'settled' } };
}

/** Time or place were changed while they filled it in: they see what is new, and press once more. */
function askAgain(visit: KnownVisit, offer: OfferFacts, answers: Answers, about: OfferAbout): Answer {
  const reader = readerOf(visit.context);
  const form = registrationForm(offer, readerOf(visit.context));
  const say: Say = {
    lines: [
      { key: 'registration:changed_meanwhile', values: { title: titleOf(offer, reader) } },
      ...whenAndWhere(offer, reader),
    ],
  };
  return {
    say: [say],
    next: {
      form,
      prefill: givenIn(form, answers),
      ...onOffer(offer, about.own),
    },
  };
}

async function saveChange(
  visit: KnownVisit,
  offer: OfferFacts,
  answers: Answers,
  registrationId: string,
): Promise<Answer> {
  const given = readRegistration(registrationForm(offer, readerOf(visit.context)), answers);
  const changed = await changeRegistration(visit.tx, visit.line, whoApplies(visit), registrationId, given);
  if (!changed.ok) return { say: [sayRefused(changed)] };
  const saved: Say = { lines: [{ key: 'registration:saved', values: { reference: changed.value.reference } }] };
  return { say: [saved, ...(await showRegistration(visit, registrationId))] };
}

export async function completeLeaving(visit: KnownVisit, _answers: Answers, about: About | undefined): Promise<Answer> {
  const { registrationId } = ownIn(about);
  if (registrationId === undefined) return refused('not_found');
  const left = await cancelRegistration(visit.tx, visit.line, visit.resident.id, registrationId);
  if (!left.ok) return { say: [sayRefused(left)] };
  const title = titleOf(left.value.facts, readerOf(visit.context));
  return { say: [{ lines: [{ key: 'registration:cancelled', values: { title } }] }] };
}
