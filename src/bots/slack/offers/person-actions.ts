import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { mayHandle, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { cancelParticipant } from '../../../core/trainings/cancel-participant.ts';
import { showParticipant } from '../../../core/trainings/show-participant.ts';
import { registrationFacet } from '../../../core/trainings/view-registration.ts';
import { visibility } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { escapeAndCut, isolate } from '../escape.ts';
import { action, type Listing, type Press } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { context, section } from '../kit/blocks.ts';
import { textInput } from '../kit/inputs.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { StaffBot } from '../staff-bot.ts';
import { offerForm } from './forms.ts';
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
async function nameForm(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<View>> {
  const shown = await showItem(bot.line, member, reference);
  if (!shown.ok) return shown;
  const registration = registrationFacet.of(shown.value);
  if (!registration) return refuse('not_found');
  if (!mayHandle(member, visibility(shown.value))) return refuse('not_allowed');
  const metadata = { ...newMetadata(reference), registrationId: registration.id };
  return done(offerForm('offer_name', metadata, [textInput('name', words('field.name'), { most: 80 })]));
}

const open =
  (draw: (bot: StaffBot, member: StaffMember, value: string) => Promise<Result<View>>): Press =>
  ({ bot, opening, value }) =>
    openModal(bot, opening, (member) => draw(bot, member, value));

export const PERSON_ACTIONS: Listing[] = [
  action('offer_person', 'see_people', open(person)),
  action('offer_name', 'see_people', open(nameForm)),
  action(
    'offer_drop',
    'see_people',
    open(async (bot, member, value) => {
      const ended = await cancelParticipant(bot.line, member, value.split(':')[0] ?? '');
      return ended.ok ? done(message(words('note.taken_off'))) : ended;
    }),
  ),
];
