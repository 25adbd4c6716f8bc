import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { cancelParticipant } from '../../../core/trainings/cancel-participant.ts';
import { listParticipants } from '../../../core/trainings/list-participants.ts';
import { sendExport } from '../exports/exports.ts';
import { opener, press } from '../host/listing.ts';
import { openModal, redraw, redrawFor, showWhyNot } from '../host/open-modal.ts';
import type { IdAnd } from '../kit/button.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { PEOPLE } from '../offers/buttons.ts';
import { whyRefused } from '../respond.ts';
import type { Press, StaffBot } from '../surface.ts';
import { ATTENDANCE_FORM, SESSION } from './attendance-form.ts';
import { peopleView, TAKE_OFF, TURN } from './people.ts';

const { words } = staffWords('staff-offers');

async function people(
  bot: StaffBot,
  member: StaffMember,
  offerId: string,
  page: string,
  note?: string,
): Promise<Result<View>> {
  const shown = await showOffer(bot.line, member, offerId);
  if (!shown.ok) return shown;
  const listed = await listParticipants(bot.line, member, offerId);
  if (!listed.ok) return listed;
  return done(peopleView(shown.value, listed.value, Number(page) || 0, note));
}

const open: Press = ({ bot, opening, value }) => openModal(bot, opening, (member) => people(bot, member, value, ''));

/** Draws the modal that it was pressed in anew. */
const again =
  (
    draw: (bot: StaffBot, member: StaffMember, offerId: string | undefined, value: IdAnd) => Promise<Result<View>>,
  ): Press<IdAnd> =>
  (pressed) =>
    redrawFor(pressed, (member) => draw(pressed.bot, member, pressed.offerId, pressed.value));

const turn = again((bot, member, offerId, { id, rest }) => people(bot, member, offerId ?? id, rest));
const otherSession = again((bot, member, offerId, { id }) =>
  ATTENDANCE_FORM.open(bot, member, offerId === undefined ? id : `${offerId}:${id}`),
);

const takeOff: Press<IdAnd> = async (pressed) => {
  const { bot, opening, value, viewId, offerId } = pressed;
  const { id: registrationId, rest: page } = value;
  const member = await opening.admit();
  const ended = member.ok ? await cancelParticipant(bot.line, member.value, registrationId) : member;
  const note = ended.ok ? words('note.taken_off') : await whyRefused(bot, ended);
  const about = ended.ok ? ended.value.offerId : offerId;
  if (about === undefined) return showWhyNot(pressed, note);
  const drawn = member.ok ? await people(bot, member.value, about, page, note) : member;
  await (drawn.ok ? redraw(bot, viewId, drawn.value) : showWhyNot(pressed, note));
};

/** Longer than a modal waits: the file, or why there is none, comes as a direct message. */
const file =
  (kind: 'sheet' | 'list'): Press =>
  ({ bot, opening, value }) =>
    openModal(bot, opening, async (member) => {
      const shown = await showOffer(bot.line, member, value);
      if (!shown.ok) return shown;
      const { code, id } = shown.value.facts;
      const wanted =
        kind === 'sheet' ? ({ what: 'sheet', offerId: id } as const) : ({ what: 'participants', offer: code } as const);
      void sendExport(bot, member, wanted, words(`note.${kind}_here`, { code }));
      return done(message(words('note.sheet_coming')));
    });

/** The buttons about all people of an offer. */
export const PEOPLE_BUTTONS = [
  press(PEOPLE.participants, 'run_offers', open),
  press(TURN.earlier, 'run_offers', turn),
  press(TURN.later, 'run_offers', turn),
  press(TAKE_OFF, 'see_people', takeOff),
  opener(PEOPLE.attendance, ATTENDANCE_FORM),
  press(SESSION, 'run_offers', otherSession),
  press(PEOPLE.sheet, 'run_offers', file('sheet')),
  press(PEOPLE.registration_list, 'run_offers', file('list')),
];
