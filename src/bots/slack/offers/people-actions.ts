import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listSessionCodes } from '../../../core/offers/list-session-codes.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { cancelParticipant } from '../../../core/trainings/cancel-participant.ts';
import { listParticipants } from '../../../core/trainings/list-participants.ts';
import { sendExport } from '../exports/exports.ts';
import { action, type Listing, type Press } from '../host/listing.ts';
import { openModal, redraw } from '../host/open-modal.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { attendanceView, peopleView, sessionNow } from './people.ts';

const { words } = staffWords('staff-offers');

type Draw = (bot: StaffBot, member: StaffMember, offerId: string, rest: string) => Promise<Result<View>>;

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

async function attendance(
  bot: StaffBot,
  member: StaffMember,
  offerId: string,
  sessionId: string,
): Promise<Result<View>> {
  const shown = await showOffer(bot.line, member, offerId);
  if (!shown.ok) return shown;
  const sessions = await listSessionCodes(bot.line, member, offerId);
  if (!sessions.ok) return sessions;
  const session = sessions.value.find(({ id }) => id === sessionId) ?? sessionNow(sessions.value, bot.line.now());
  if (!session) return done(message(words('attendance.no_sessions')));
  const listed = await listParticipants(bot.line, member, offerId);
  if (!listed.ok) return listed;
  return done(attendanceView(shown.value, sessions.value, session, listed.value));
}

const open =
  (draw: Draw): Press =>
  ({ bot, opening, value }) => {
    const [offerId = '', rest = ''] = value.split(':');
    return openModal(bot, opening, (member) => draw(bot, member, offerId, rest));
  };

/** Draws the modal that it was pressed in anew. */
const again =
  (draw: Draw): Press =>
  async ({ bot, opening, value, viewId, offerId }) => {
    const [first = '', rest = ''] = value.split(':');
    const member = await opening.admit();
    const drawn = member.ok ? await draw(bot, member.value, offerId ?? first, offerId ? rest || first : rest) : member;
    await redraw(bot, viewId, drawn.ok ? drawn.value : message(refusalWords(drawn)));
  };

const takeOff: Press = async ({ bot, opening, value, viewId, offerId }) => {
  const [registrationId = '', page = ''] = value.split(':');
  const member = await opening.admit();
  const ended = member.ok ? await cancelParticipant(bot.line, member.value, registrationId) : member;
  const note = ended.ok ? words('note.taken_off') : refusalWords(ended);
  const about = ended.ok ? ended.value.offerId : offerId;
  if (about === undefined) return redraw(bot, viewId, message(note));
  const drawn = member.ok ? await people(bot, member.value, about, page, note) : member;
  await redraw(bot, viewId, drawn.ok ? drawn.value : message(note));
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

export const PEOPLE_ACTIONS: Listing[] = [
  action('offer_participants', 'run_offers', open(people)),
  action('offer_people_earlier', 'run_offers', again(people)),
  action('offer_people_later', 'run_offers', again(people)),
  action('offer_take_off', 'see_people', takeOff),
  action('offer_attendance', 'run_offers', open(attendance)),
  action('offer_session', 'run_offers', again(attendance)),
  action('offer_sheet', 'run_offers', file('sheet')),
  action('offer_registration_list', 'run_offers', file('list')),
];
