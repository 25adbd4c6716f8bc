import { z } from 'zod';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { mayHandle, refuseRole, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { cancelParticipant } from '../../../core/trainings/cancel-participant.ts';
import { writeName } from '../../../core/trainings/certificates/write-name.ts';
import { showParticipant } from '../../../core/trainings/show-participant.ts';
import { takeSeatFor } from '../../../core/trainings/take-seat-for.ts';
import { registrationFacet } from '../../../core/trainings/view-registration.ts';
import { visibility } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { escapeAndCut, isolate } from '../escape.ts';
import { form } from '../host/form.ts';
import { opener, press } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { context, section } from '../kit/blocks.ts';
import { textAs } from '../kit/fields.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { StaffBot } from '../surface.ts';
import { DROP, NAME, PERSON, TAKE_SEAT } from './card.ts';
import { nameOf, personFacts } from './people.ts';

const { words } = staffWords('staff-offers');

/** Name and phone: in a modal alone, never in a channel. */
async function person(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<View>> {
  const shown = await showParticipant(bot.line, member, reference);
  if (!shown.ok) return shown;
  const { name, answers } = shown.value;
  const safe = (text: string, most: number) => escapeAndCut(text, most).text;
  return done(
    message([
      section(`*${nameOf(name)}*\n${personFacts(shown.value)}`),
      ...answers
        .slice(0, 50)
        .map(({ question, answer }) => section(`*${safe(question, 300)}*\n${isolate(safe(answer, 2000))}`)),
      context(words('people.written_down')),
    ]),
  );
}

/** A name that was spoken, to be written down as lists and certificates shall have it. */
export const NAME_FORM = form({
  id: 'offer_name',
  rule: 'see_people',
  says: { words, name: 'offer_name', close: () => words('button.cancel_view') },
  open: async (bot, member, reference) => {
    const shown = await showItem(bot.line, member, reference);
    if (!shown.ok) return shown;
    const registration = registrationFacet.of(shown.value);
    if (!registration) return refuse('not_found');
    if (!mayHandle(member, visibility(shown.value))) return refuseRole('run_offers', member);
    return done({ about: null, metadata: newMetadata(reference, { registrationId: registration.id }) });
  },
  fields: { name: textAs('name', () => words('field.name'), z.string(), { most: 80 }) },
  submit: async ({ line }, member, { name }, { registrationId }) =>
    registrationId === undefined ? refuse('bad_form') : writeName(line, member, registrationId, name),
  said: () => words('note.named'),
});

const drop = async (bot: StaffBot, member: StaffMember, registrationId: string): Promise<Result<View>> => {
  const ended = await cancelParticipant(bot.line, member, registrationId);
  return ended.ok ? done(message(words('note.taken_off'))) : ended;
};

const takeSeat = async (bot: StaffBot, member: StaffMember, registrationId: string): Promise<Result<View>> => {
  const taken = await takeSeatFor(bot.line, member, registrationId);
  return taken.ok ? done(message(words('note.seat_taken'))) : taken;
};

/** The buttons about one person. */
export const PERSON_BUTTONS = [
  press(PERSON, 'see_people', ({ bot, opening, value }) =>
    openModal(bot, opening, (member) => person(bot, member, value)),
  ),
  opener(NAME, NAME_FORM),
  press(TAKE_SEAT, 'see_people', ({ bot, opening, value }) =>
    openModal(bot, opening, (member) => takeSeat(bot, member, value.id)),
  ),
  press(DROP, 'see_people', ({ bot, opening, value }) =>
    openModal(bot, opening, (member) => drop(bot, member, value.id)),
  ),
];
