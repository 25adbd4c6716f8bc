import { readActiveRegistration } from '../../../db/queries/offers/registrations.ts';
import { isCall, type OfferFacts, SEAT_GROUPS, type SeatedFacts } from '../../domain/offers/offer.ts';
import { heldNow } from '../../domain/offers/seats.ts';
import type { SayLine, SayValue } from '../../domain/say.ts';
import type { OfferEntry } from '../../offers/offer-facts.ts';
import type { OfferKeeper } from '../../offers/resident/offer-keeper.ts';
import { registrationButton } from '../../offers/say-of-offer.ts';
import { registrationForm } from '../forms/registration.ts';
import { showRegistration } from './show-registration.ts';

/** Trainings and placements, as a resident finds them. */
export const seats: OfferKeeper = {
  kinds: ['training', 'placement'],
  list: 'trainings',
  row: ({ state }) => (state === 'full' ? 'offers:row_full' : 'offers:row'),
  facts: ({ facts, ...entry }, _reader, now) =>
    isCall(facts) ? [] : [...teachingLine(facts), ...seatLines({ ...entry, facts }, now)],
  wayIn({ facts, state, waiting }) {
    if (state !== 'full') return 'offers:button.register';
    return !isCall(facts) && waiting < facts.waitingSeats ? 'offers:button.wait' : null;
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
};

const teachingLine = ({ teachingLanguages }: OfferFacts): SayLine[] =>
  teachingLanguages.length === 0
    ? []
    : [
        {
          key: 'offers:teaching',
          values: {
            languages: { list: teachingLanguages.map((code) => ({ key: `codes:teaching_language.${code}` })) },
          },
        },
      ];

function seatLines(
  { facts, state, seated, offered, waiting }: OfferEntry & { facts: SeatedFacts },
  now: Date,
): SayLine[] {
  const held = heldNow(facts, now);
  const free = Math.max(0, (facts.seats ?? 0) - seated - offered);
  const groups = SEAT_GROUPS.filter((group) => (held[group] ?? 0) > 0).map(
    (group): SayValue => ({
      key: 'common:label_and_value',
      values: { label: { key: `offers:group.${group}` }, value: held[group] ?? 0 },
    }),
  );
  return [
    { key: 'offers:seats_left', values: { free, seats: facts.seats ?? 0 } },
    ...(groups.length > 0 ? [{ key: 'offers:held', values: { groups: { list: groups } } }] : []),
    ...(state === 'full' && waiting < facts.waitingSeats ? [{ key: 'offers:full_wait', values: { waiting } }] : []),
    ...(state === 'full' && waiting >= facts.waitingSeats ? [{ key: 'errors:offer_full' }] : []),
  ];
}
