import { listDetailsOf, readActiveRegistration } from '../../../db/queries/offers/registrations.ts';
import { groupsOf } from '../../domain/offers/eligibility.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import { groupMask, seatsFor } from '../../domain/offers/seats.ts';
import type { SayLine } from '../../domain/say.ts';
import { applicantOf } from '../../offers/forms/applicant.ts';
import { readEntry } from '../../offers/offer-facts.ts';
import type { OfferKeeper } from '../../offers/resident/offer-keeper.ts';
import { registrationButton } from '../../offers/say-of-offer.ts';
import { openDetails } from '../details.ts';
import { enterRegistration } from '../enter-registration.ts';
import { registrationForm } from '../forms/registration.ts';
import { sayOfferCancelled } from '../say-between.ts';
import { hasRoomInLine, listedSeats, noSeatLines, seatLines } from '../say-seats-left.ts';
import { showRegistration } from './show-registration.ts';

/** A name that was only spoken is none: then an earlier one is looked for. */
const MOST_LOOKED_AT = 5;

/** Trainings and placements, as a resident finds them. */
export const seats: OfferKeeper = {
  kinds: ['training', 'placement'],
  list: 'trainings',
  row: ({ state }) => (state === 'full' ? 'offers:row_full' : 'offers:row'),
  listed: ({ facts, book }, told) => [
    ...(facts.teachingLanguages.length > 0 ? [{ key: 'common:as_written', values: { text: teaching(facts) } }] : []),
    ...(book ? [listedSeats(seatsFor(book, told))] : []),
  ],
  facts: (entry, _reader, told) => [...teachingLine(entry.facts), ...seatLines(entry, told)],
  wayIn({ facts, book, waiting }, told) {
    const said = book && seatsFor(book, told).say;
    if (said !== 'full' && said !== 'kept_from') return 'offers:button.register';
    return hasRoomInLine(facts, waiting) ? 'offers:button.wait' : null;
  },
  cancelled: sayOfferCancelled,
  async finds(visit, offerId, answers) {
    const entry = await readEntry(visit.tx, offerId, visit.line.now());
    if (!entry?.book) return { lines: [], ends: false };
    const { youthAge } = await visit.line.settings(visit.tx);
    const mask = groupMask(groupsOf(applicantOf(answers), youthAge));
    const said = seatsFor(entry.book, { sure: mask, perhaps: 0 });
    if (said.say === 'open' || said.say === 'open_more')
      return { lines: Object.keys(answers).length > 0 ? [{ key: 'offers:seats.free_now' }] : [], ends: false };
    return { lines: noSeatLines(entry, said), ends: !hasRoomInLine(entry.facts, entry.waiting) };
  },
  async contact({ tx, key, resident }) {
    for (const row of await listDetailsOf(tx, resident.id, MOST_LOOKED_AT)) {
      const { name, phone } = openDetails(key, row) ?? {};
      if (name && phone) return { name, phone, at: row.createdAt };
    }
    return null;
  },
  async mine(visit, offerId) {
    const row = await readActiveRegistration(visit.tx, offerId, visit.resident.id);
    return row && registrationButton('show', row.id, 'show');
  },
  async showMine(visit, offerId) {
    const row = await readActiveRegistration(visit.tx, offerId, visit.resident.id);
    return row && showRegistration(visit, row.id);
  },
  form: registrationForm,
  enter: enterRegistration,
};

const teaching = ({ teachingLanguages }: OfferFacts) => ({
  list: teachingLanguages.map((code) => ({ key: `codes:teaching_language.${code}` })),
});

const teachingLine = (facts: OfferFacts): SayLine[] =>
  facts.teachingLanguages.length === 0 ? [] : [{ key: 'offers:teaching', values: { languages: teaching(facts) } }];
