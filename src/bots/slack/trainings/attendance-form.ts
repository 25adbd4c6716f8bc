import { done, type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { cut } from '../../../core/domain/text/cut.ts';
import { UUID } from '../../../core/domain/uuid.ts';
import { listSessionCodes, type SessionCode } from '../../../core/offers/list-session-codes.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { listParticipants, type Participant } from '../../../core/trainings/list-participants.ts';
import { takeAttendance } from '../../../core/trainings/take-attendance.ts';
import { clean } from '../escape.ts';
import { form, type Instead, type Opened } from '../host/form.ts';
import { actions, type Block, context, header, section } from '../kit/blocks.ts';
import { anIdAnd, buttonOf } from '../kit/button.ts';
import { read, remark, type Typed } from '../kit/fields.ts';
import { selectElement, several } from '../kit/inputs.ts';
import { message } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { offerMetadata } from '../offers/listed.ts';
import { timesOf } from '../offers/offer-words.ts';
import type { StaffBot } from '../surface.ts';

const { words } = staffWords('staff-offers');

const MOST_OPTIONS = 100;

/** Another session of the same offer: its id. */
export const SESSION = buttonOf('offer_session', anIdAnd);

type AboutSession = { entry: OfferEntry; sessions: SessionCode[]; session: SessionCode; people: Participant[] };

/** `value`: the offer, and one of its sessions where one was chosen. */
async function toTake(
  bot: StaffBot,
  member: StaffMember,
  value: string,
): Promise<Result<Opened<AboutSession> | Instead>> {
  const [offerId = '', sessionId = ''] = value.split(':');
  const shown = await showOffer(bot.line, member, offerId);
  if (!shown.ok) return shown;
  const sessions = await listSessionCodes(bot.line, member, offerId);
  if (!sessions.ok) return sessions;
  const session = sessions.value.find(({ id }) => id === sessionId) ?? sessionNow(sessions.value, bot.line.now());
  if (!session) return done({ instead: message(words('attendance.no_sessions')) });
  const listed = await listParticipants(bot.line, member, offerId);
  if (!listed.ok) return listed;
  return done({
    about: { entry: shown.value, sessions: sessions.value, session, people: listed.value },
    metadata: offerMetadata(shown.value.facts, { sessionId: session.id }),
  });
}

/** The session that is on, or was last, or comes first. */
const sessionNow = (sessions: SessionCode[], now: Date): SessionCode | undefined =>
  [...sessions].reverse().find(({ startsAt }) => startsAt.getTime() - 3_600_000 <= now.getTime()) ?? sessions[0];

/** Who was there, a hundred a field; the code stands large, for the trainer to show. */
export const ATTENDANCE_FORM = form({
  id: 'offer_attendance',
  rule: 'run_offers',
  says: { words, name: 'offer_attendance', close: () => words('button.cancel_view') },
  open: toTake,
  fields: {
    session: remark(({ about: { sessions, session } }: { about: AboutSession }) => [
      actions(
        [
          selectElement(
            SESSION.id,
            sessions.map((one) => SESSION.option(timesOf(one), { id: one.id, rest: '' })),
            session.id,
          ),
        ],
        `tools-${session.id}`,
      ),
      header(words('attendance.code', { code: session.attendanceCode.replace(/^(\d{3})/, '$1 ') })),
      context(words('attendance.code_hint')),
    ]),
    present: {
      draw: ({ about }: { about: AboutSession }) => present(about),
      read: (typed: Typed) =>
        read(
          Object.entries(typed).flatMap(([field, ids]) =>
            field.startsWith('present_') ? [ids].flat().filter((id) => UUID.test(id)) : [],
          ),
        ),
    },
  },
  submit: async ({ line }, member, values, { offerId, sessionId }) => {
    if (offerId === undefined || sessionId === undefined) return refuse('bad_form');
    return takeAttendance(line, member, offerId, sessionId, values.present);
  },
  said: (came) => words('attendance.saved', { count: came.present }),
});

function present({ entry, session, people }: AboutSession): Block[] {
  const seated = people.filter(({ status }) => status === 'seated');
  const unseen = entry.seated - seated.length;
  const chosen = seated.filter(({ attended }) => attended.includes(session.id)).map((one) => one.registrationId);
  const fields = Array.from({ length: Math.ceil(seated.length / MOST_OPTIONS) }, (_, index) => {
    const from = index * MOST_OPTIONS;
    const some = seated.slice(from, from + MOST_OPTIONS);
    return several(
      `present_${index}`,
      words('attendance.present', { from: from + 1, to: from + some.length, all: seated.length }),
      some.map(({ registrationId, reference, name }) => ({
        value: registrationId,
        text: `${cut(clean((name ?? words('people.no_name')).replace(/\s+/g, ' ')), 60)} · ${reference}`,
      })),
      // Another id for each session: Slack keeps what was chosen while it stays.
      { optional: true, initial: chosen, blockId: `present-${index}-${session.id}` },
    );
  });
  return [
    ...(unseen > 0 ? [context(words('attendance.unseen', { count: unseen }))] : []),
    ...(fields.length > 0 || unseen > 0 ? fields : [section(words('attendance.nobody'))]),
  ];
}
