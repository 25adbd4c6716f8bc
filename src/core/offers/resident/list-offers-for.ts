import { listCountedOffers } from '../../../db/queries/offers/offers.ts';
import { firstStart, isCall, opensUntil, type Reader } from '../../domain/offers/offer.ts';
import type { GroupsTold } from '../../domain/offers/seats.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import type { Visit } from '../../turn/visit.ts';
import { offerButtons } from '../buttons.ts';
import { readerOf } from '../forms/applicant.ts';
import { entryOf, type OfferEntry } from '../offer-facts.ts';
import { placeOf, titleOf } from '../say-of-offer.ts';
import type { OfferKeeper } from './offer-keeper.ts';
import { toldGroups } from './told-groups.ts';

const PAGE = 8;

const toMenu: SayButton[] = [{ label: { key: 'common:menu' }, data: 'm:menu' }];

/** What one may still register or apply for, soonest first, a page at a time: one statement however many there are. */
export async function listOffersFor(visit: Visit, keeper: OfferKeeper, page = 0): Promise<Say> {
  const now = visit.line.now();
  const { list, kinds } = keeper;
  const filter = { kinds, statuses: ['published'] as const, openAt: now };
  const counted = await listCountedOffers(visit.tx, filter, PAGE + 1, { offset: page * PAGE });
  if (counted.length === 0 && page === 0) return sayNone(list);
  const entries = counted.slice(0, PAGE).map((one) => entryOf(one, now));
  const turn = (key: string, to: number): SayButton => ({ label: { key }, data: offerButtons.write('list', list, to) });
  const turning = [
    ...(page > 0 ? [turn('offers:sooner', page - 1)] : []),
    ...(counted.length > PAGE ? [turn('offers:later', page + 1)] : []),
  ];
  const reader = readerOf(visit.context);
  const told = await toldGroups(visit);
  return {
    lines: [
      { key: `offers:${list}.title` },
      { key: `offers:${list}.choose` },
      ...entries.flatMap((entry) => listedLines(keeper, entry, reader, told)),
    ],
    buttons: [
      ...entries.map((entry) => [offerButton(keeper, entry, reader)]),
      ...(turning.length > 0 ? [turning] : []),
      toMenu,
    ],
  };
}

const sayNone = (list: string): Say => ({
  lines: [
    { key: `offers:${list}.title` },
    { key: `offers:${list}.none` },
    { key: `offers:${list}.later` },
    { key: 'offers:ask_us' },
  ],
  buttons: [toMenu],
});

/** The day first, because a list is read by days; then the title. */
function rowLabel(key: string, { facts }: OfferEntry, reader: Reader): SayLine {
  const day = firstStart(facts) ?? opensUntil(facts);
  return { key, values: { title: titleOf(facts, reader), ...(day && { day: { date: day.toISOString() } }) } };
}

/** One of a list, to be read. */
export const offerButton = (keeper: OfferKeeper, entry: OfferEntry, reader: Reader): SayButton => ({
  label: rowLabel(keeper.row(entry), entry, reader),
  data: offerButtons.write('show', entry.facts.id),
});

/** What a button is too short for: where it is, and what is open of it to this person. */
function listedLines(keeper: OfferKeeper, entry: OfferEntry, reader: Reader, told: GroupsTold): SayLine[] {
  const place = placeOf(entry.facts, reader);
  const pieces = [...(place ? [{ key: 'offers:where', values: { place } }] : []), ...keeper.listed(entry, told)];
  const row = rowLabel(isCall(entry.facts) ? 'offers:row_grant' : 'offers:row', entry, reader);
  return [
    { key: 'offers:listed.offer', values: { row } },
    ...(pieces.length > 0
      ? [pieces.reduce((first, second) => ({ key: 'common:dotted', values: { first, second } }))]
      : []),
  ];
}
