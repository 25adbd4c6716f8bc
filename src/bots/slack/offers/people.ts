import type { SessionCode } from '../../../core/offers/list-session-codes.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import type { Participant } from '../../../core/trainings/list-participants.ts';
import { clean, escapeAndCut, isolate } from '../escape.ts';
import { actions, type Block, beside, button, confirm, context, header, section } from '../kit/blocks.ts';
import { selectElement, several } from '../kit/inputs.ts';
import { modal, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { offerForm, offerMetadata } from './forms.ts';
import { timesOf } from './say.ts';

const { codeWords, words } = staffWords('staff-offers');

/** A modal takes a hundred blocks. */
const PAGE = 45;
const MOST_OPTIONS = 100;

/** Safe for mrkdwn, whatever somebody called themselves. */
export const nameOf = (name: string | null): string =>
  name === null ? words('people.no_name') : isolate(escapeAndCut(name.replace(/\s+/g, ' '), 120).text);

type Person = Pick<Participant, 'name' | 'phone' | 'needs' | 'share' | 'coming'>;

/** What an organiser needs of a person, in one line. */
export const personFacts = ({ phone, needs, share, coming }: Person, attended = 0): string =>
  [
    phone ?? words('people.no_phone'),
    needs.map((need) => codeWords('need', need)).join(', '),
    coming ? words('people.coming') : '',
    attended > 0 ? words('people.attended', { count: attended }) : '',
    share ? '' : words('people.no_share'),
  ]
    .filter((one) => one !== '')
    .join(' · ');

function personBlock(person: Participant, page: number): Block {
  const place =
    person.place === null ? codeWords('place', person.status) : words('people.waiting', { place: person.place });
  const text = words('people.line', {
    name: nameOf(person.name),
    reference: person.reference,
    place,
    facts: personFacts(person, person.attended.length),
  });
  return beside(text, {
    ...button('offer_take_off', words('button.take_off'), `${person.registrationId}:${page}`, 'danger'),
    confirm: confirm(
      words('confirm.take_off_title'),
      words('confirm.take_off'),
      words('confirm.yes'),
      words('confirm.no'),
    ),
  });
}

/** Places taken, and in the line, by people who are not among those shown. */
function unseenIn({ seated, offered, waiting }: OfferEntry, people: readonly Participant[]) {
  const line = people.filter(({ place }) => place !== null).length;
  return {
    seated: Math.max(0, seated + offered - (people.length - line)),
    waiting: Math.max(0, waiting - line),
  };
}

/** A page of the people of an offer: people with a seat first, then the line. Of who is hidden, how many places there are. */
export function peopleView(entry: OfferEntry, people: Participant[], wanted: number, note?: string): View {
  const { facts } = entry;
  const pages = Math.max(1, Math.ceil(people.length / PAGE));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const unseen = unseenIn(entry, people);
  const turn = (name: 'earlier' | 'later', to: number) =>
    button(`offer_people_${name}`, words(`button.${name}`), `${facts.id}:${to}`);
  const turns = [
    ...(page > 0 ? [turn('earlier', page - 1)] : []),
    ...(page < pages - 1 ? [turn('later', page + 1)] : []),
  ];
  return modal({
    id: 'offer_people',
    title: words('button.participants'),
    close: words('button.cancel_view'),
    metadata: offerMetadata(facts),
    blocks: [
      ...(note === undefined ? [] : [section(`*${note}*`)]),
      header(words('people.heading', { code: facts.code })),
      context(words('people.count', { seated: entry.seated + entry.offered, waiting: entry.waiting })),
      ...(unseen.seated + unseen.waiting > 0 ? [context(words('people.unseen', unseen))] : []),
      ...(people.length + unseen.seated + unseen.waiting === 0 ? [section(words('people.nobody'))] : []),
      ...people.slice(page * PAGE, page * PAGE + PAGE).map((person) => personBlock(person, page)),
      ...(turns.length > 0 ? [context(words('people.page', { page: page + 1, pages })), actions(turns)] : []),
    ],
  });
}

/** Who was there, a hundred a field; the code stands large, for the trainer to show. */
export function attendanceView(
  entry: OfferEntry,
  sessions: SessionCode[],
  session: SessionCode,
  people: Participant[],
): View {
  const { facts } = entry;
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
        text: `${clean((name ?? words('people.no_name')).replace(/\s+/g, ' ')).slice(0, 60)} · ${reference}`,
      })),
      // Another id for each session: Slack keeps what was chosen while it stays.
      { optional: true, initial: chosen, blockId: `present-${index}-${session.id}` },
    );
  });
  return offerForm('offer_attendance', offerMetadata(facts, { sessionId: session.id }), [
    sessionSelect(sessions, session),
    header(words('attendance.code', { code: session.attendanceCode.replace(/^(\d{3})/, '$1 ') })),
    context(words('attendance.code_hint')),
    ...(unseen > 0 ? [context(words('attendance.unseen', { count: unseen }))] : []),
    ...(fields.length > 0 || unseen > 0 ? fields : [section(words('attendance.nobody'))]),
  ]);
}

function sessionSelect(sessions: SessionCode[], session: SessionCode): Block {
  const options = sessions.map((one) => ({ value: one.id, text: timesOf(one) }));
  return actions([selectElement('offer_session', options, session.id)], `tools-${session.id}`);
}

/** The session that is on, or was last, or comes first. */
export const sessionNow = (sessions: SessionCode[], now: Date): SessionCode | undefined =>
  [...sessions].reverse().find(({ startsAt }) => startsAt.getTime() - 3_600_000 <= now.getTime()) ?? sessions[0];
