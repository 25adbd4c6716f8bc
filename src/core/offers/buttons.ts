import { defineButtons, oneOf, page, uuid, word } from '../domain/button.ts';
import { SATISFACTIONS } from '../domain/codes.ts';

/** Offers: a page of a list, one of them, the way in. */
export const offerButtons = defineButtons('o', { list: [word, page], show: [uuid], apply: [uuid] });

/** A place in an offer, by the id of its registration: from the seat to the last question. */
export const seatButtons = defineButtons('g', {
  show: [uuid],
  change: [uuid],
  cancel: [uuid],
  accept: [uuid],
  decline: [uuid],
  coming: [uuid],
  cannot: [uuid],
  calendar: [uuid],
  here: [uuid],
  certificate: [uuid],
  useful: [uuid, oneOf(SATISFACTIONS)],
  recommend: [uuid, oneOf(SATISFACTIONS)],
});

/** One that was pressed. */
export type SeatButton = NonNullable<ReturnType<(typeof seatButtons)['read']>>;
