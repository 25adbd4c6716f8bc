import type { Answers } from '../../domain/form.ts';
import { reasonsAgainst } from '../../domain/offers/eligibility.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { applicantOf, readerOf } from '../../offers/forms/applicant.ts';
import { titleOf, whenAndWhere } from '../../offers/offer-says.ts';
import { cancelRegistration } from '../../trainings/cancel-registration.ts';
import { changeRegistration } from '../../trainings/change-registration.ts';
import { givenIn, readRegistration, registrationForm } from '../../trainings/forms/registration.ts';
import { type Registered, registerForOffer } from '../../trainings/register-for-offer.ts';
import { saySeated, sayWaiting } from '../../trainings/says.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import type { About } from '../../turn/standing.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { applicationForm } from './application.ts';
import { sayNotEligible } from './say-not-eligible.ts';
import { showRegistration } from './show-registration.ts';

/** "You may apply", and on to the form; or why not. */
export async function completeEligibility(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
): Promise<Answer> {
  const { offer } = visit.context;
  if (!offer || !about || !('offerId' in about)) return refused('not_found');
  const reasons = reasonsAgainst(offer.rules, offer.questions, applicantOf(answers));
  if (reasons.length > 0) return { say: [sayNotEligible(offer, reasons, readerOf(visit.context))] };
  return {
    say: [{ lines: [{ key: 'offers:may_apply' }] }],
    next: { form: applicationForm(offer, readerOf(visit.context)), prefill: answers, ...onOffer(offer) },
  };
}

export async function completeRegistration(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const { offer } = visit.context;
  if (!offer || !about || !('offerId' in about)) return refused('not_found');
  if (about.promiseVersion !== offer.promiseVersion) return askAgain(visit, answers, about);
  if (about.registrationId !== undefined) return saveChange(visit, offer, answers, about.registrationId);
  const given = readRegistration(registrationForm(offer, readerOf(visit.context)), answers);
  const registered = await registerForOffer(visit.tx, visit.line, whoIs(visit), offer.id, key, given);
  if (!registered.ok) {
    if (registered.code === 'not_eligible' && 'reasons' in registered)
      return { say: [sayNotEligible(offer, registered.reasons, readerOf(visit.context))] };
    return { say: [sayRefused(registered as { ok: false; code: string })] };
  }
  return tell(visit, registered.value);
}

function tell(visit: KnownVisit, { facts, row, reference, place, fresh }: Registered): Answer {
  const reader = readerOf(visit.context);
  const say =
    place === null ? saySeated(facts, reader, reference, row.id) : sayWaiting(facts, reader, reference, row.id, place);
  if (!fresh) return { say };
  return { say, promised: { itemId: row.itemId, kind: 'settled' } };
}

/** Time or place were changed while they filled it in: they see what is new, and press once more. */
function askAgain(visit: KnownVisit, answers: Answers, about: Extract<About, { offerId: string }>): Answer {
  const { offer } = visit.context;
  if (!offer) return refused('not_found');
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
      ...onOffer(offer, about.registrationId === undefined ? {} : { registrationId: about.registrationId }),
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
  const changed = await changeRegistration(visit.tx, visit.line, whoIs(visit), registrationId, given);
  if (!changed.ok) return { say: [sayRefused(changed)] };
  const saved: Say = { lines: [{ key: 'registration:saved', values: { reference: changed.value.reference } }] };
  return { say: [saved, ...(await showRegistration(visit, registrationId))] };
}

export async function completeLeaving(visit: KnownVisit, _answers: Answers, about: About | undefined): Promise<Answer> {
  if (!about || !('offerId' in about) || about.registrationId === undefined) return refused('not_found');
  const left = await cancelRegistration(visit.tx, visit.line, visit.resident.id, about.registrationId);
  if (!left.ok) return { say: [sayRefused(left)] };
  const title = titleOf(left.value.facts, readerOf(visit.context));
  return { say: [{ lines: [{ key: 'registration:cancelled', values: { title } }] }] };
}

/** Who acts in this turn, as the verbs of offers want it. */
export const whoIs = (visit: KnownVisit) => ({
  residentId: visit.resident.id,
  keyId: visit.resident.keyId as string,
  key: visit.key,
  address: visit.address,
  language: visit.language,
  aboutYou: readAboutYou(visit) ?? {},
});
