import { readItem } from '../../../db/queries/items/items.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { readRegistration } from '../../../db/queries/offers/registrations.ts';
import { asHeldNow } from '../../domain/offers/seats.ts';
import { type SeatButton, seatButtons } from '../../offers/buttons.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { titleOf, whenAndWhere } from '../../offers/say-of-offer.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { acceptSeat } from '../accept-seat.ts';
import { openDetails } from '../details.ts';
import { hasEnded } from '../end-registration.ts';
import { cancelRegistrationForm } from '../forms/cancel-registration.ts';
import { registrationForm } from '../forms/registration.ts';
import { answer, calendar, certificate, coming, here, type PressedRegistration } from './press-around-session.ts';
import { showRegistration } from './show-registration.ts';

/** What a button of a registration does. Anything forged, or of somebody else, is "we could not find that". */
export async function pressRegistrationButton(visit: KnownVisit, data: string): Promise<Answer> {
  const button = seatButtons.read(data);
  const row = button && (await readRegistration(visit.tx, button.args[0]));
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  if (!button || !row || !offer) return refused('not_found');
  visit.touchesSensitive = (await readItem(visit.tx, row.itemId))?.sensitive === true;
  return press({ visit, row, facts: await readFactsOf(visit.tx, offer) }, button);
}

async function press(pressed: PressedRegistration, button: SeatButton): Promise<Answer> {
  switch (button.what) {
    case 'show':
      return { say: await showRegistration(pressed.visit, pressed.row.id) };
    case 'change':
      return change(pressed);
    case 'accept':
      return accept(pressed);
    case 'cancel':
    case 'decline':
    // "I can't come" asks once whether the seat is to be given back.
    case 'cannot':
      return leave(pressed);
    case 'coming':
      return coming(pressed);
    case 'calendar':
      return calendar(pressed);
    case 'here':
      return here(pressed);
    case 'certificate':
      return certificate(pressed);
    case 'useful':
    case 'recommend':
      return answer(pressed, button.what, button.args[1]);
  }
}

/** Straight to the check, where each answer can be changed. */
async function change({ visit, row, facts }: PressedRegistration): Promise<Answer> {
  if (hasEnded(row)) return refused('already_cancelled');
  const details = openDetails(visit.key, row);
  if (!details) return refused('words_destroyed');
  const offer = asHeldNow(facts, visit.line.now());
  const form = registrationForm(offer, readerOf(visit.context));
  return {
    say: [],
    parks: true,
    next: { form, prefill: details.about, ...onOffer(offer, { registrationId: row.id }) },
  };
}

async function leave({ row, facts }: PressedRegistration): Promise<Answer> {
  if (hasEnded(row)) return refused('already_cancelled');
  return {
    say: [],
    parks: true,
    next: { form: cancelRegistrationForm, ...onOffer(facts, { registrationId: row.id }) },
  };
}

async function accept({ visit, row }: PressedRegistration): Promise<Answer> {
  const accepted = await acceptSeat(visit.tx, visit.line, visit.resident.id, row.id);
  if (!accepted.ok) return { say: [sayRefused(accepted), ...(await showRegistration(visit, row.id))] };
  const { facts } = accepted.value;
  const reader = readerOf(visit.context);
  const say = {
    lines: [
      { key: 'registration:accepted', values: { title: titleOf(facts, reader) } },
      ...whenAndWhere(facts, reader),
    ],
  };
  return {
    say: [say, ...(await showRegistration(visit, row.id))],
    promised: { itemId: row.itemId },
  };
}
