import { readItem } from '../../../db/queries/items/items.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { readRegistration } from '../../../db/queries/offers/registrations.ts';
import { UUID } from '../../domain/uuid.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { titleOf, whenAndWhere } from '../../offers/offer-says.ts';
import { acceptSeat } from '../../trainings/accept-seat.ts';
import { openDetails } from '../../trainings/details.ts';
import { hasEnded } from '../../trainings/end-registration.ts';
import { cancelRegistrationForm } from '../../trainings/forms/cancel-registration.ts';
import { registrationForm } from '../../trainings/forms/registration.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { AROUND_SESSION, type PressedRegistration } from './press-around-session.ts';
import { showRegistration } from './show-registration.ts';

type Press = (pressed: PressedRegistration) => Promise<Answer>;

/** What each button of a registration does: `g:<what>:<registration id>[:<rest>]`. */
const REGISTRATION_BUTTONS: Record<string, Press> = {
  show: async ({ visit, row }) => ({ say: await showRegistration(visit, row.id) }),
  change,
  cancel: leave,
  decline: leave,
  accept,
  // "I can't come" asks once whether the seat is to be given back.
  cannot: leave,
  ...AROUND_SESSION,
};

/** Anything forged, or of somebody else, is "we could not find that". */
export async function pressRegistrationButton(
  visit: KnownVisit,
  what: string,
  id: string,
  rest: string,
): Promise<Answer> {
  const press = Object.hasOwn(REGISTRATION_BUTTONS, what) ? REGISTRATION_BUTTONS[what] : undefined;
  const row = UUID.test(id) ? await readRegistration(visit.tx, id) : null;
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  if (!press || !row || !offer) return refused('not_found');
  visit.touchesSensitive = (await readItem(visit.tx, row.itemId))?.sensitive === true;
  return press({ visit, row, facts: await readFactsOf(visit.tx, offer), rest });
}

/** Straight to the check, where each answer can be changed. */
async function change({ visit, row, facts }: PressedRegistration): Promise<Answer> {
  if (hasEnded(row)) return refused('already_cancelled');
  const details = openDetails(visit.key, row);
  if (!details) return refused('words_destroyed');
  const form = registrationForm(facts, readerOf(visit.context));
  return {
    say: [],
    parks: true,
    next: { form, prefill: details.about, ...onOffer(facts, { registrationId: row.id }) },
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
