import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import type { Participant } from '../../../core/trainings/list-participants.ts';
import { escapeAndCut, isolate } from '../escape.ts';
import { actions, type Block, beside, confirmation, context, header, section } from '../kit/blocks.ts';
import { anIdAnd, buttonOf } from '../kit/button.ts';
import { modal, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { offerMetadata } from '../offers/listed.ts';

const { codeWords, words } = staffWords('staff-offers');

/** A modal takes a hundred blocks. */
const PAGE = 45;

/** The registration, and the page it stands on. */
export const TAKE_OFF = buttonOf('offer_take_off', anIdAnd);
/** The offer, and the page that is turned to. */
export const TURN = {
  earlier: buttonOf('offer_people_earlier', anIdAnd),
  later: buttonOf('offer_people_later', anIdAnd),
};

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
    ...TAKE_OFF.make(words('button.take_off'), { id: person.registrationId, rest: String(page) }, 'danger'),
    confirm: confirmation(
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
  const turn = (name: keyof typeof TURN, to: number) =>
    TURN[name].make(words(`button.${name}`), { id: facts.id, rest: String(to) });
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
