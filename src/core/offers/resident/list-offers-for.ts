import { listCountedOffers } from '../../../db/queries/offers/offers.ts';
import { firstStart, opensUntil, type Reader } from '../../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import type { Visit } from '../../turn/visit.ts';
import { offerButtons } from '../buttons.ts';
import { readerOf } from '../forms/applicant.ts';
import { entryOf, type OfferEntry } from '../offer-facts.ts';
import { titleOf } from '../say-of-offer.ts';
import type { OfferKeeper } from './offer-keeper.ts';

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
  return {
    lines: [{ key: `offers:${list}.title` }, { key: `offers:${list}.choose` }],
    buttons: [
      ...entries.map((entry) => [
        { label: rowLabel(keeper, entry, readerOf(visit.context)), data: offerButtons.write('show', entry.facts.id) },
      ]),
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

/** The day first, because a list is read by days; then the title, and whether there is room. */
function rowLabel(keeper: OfferKeeper, entry: OfferEntry, reader: Reader): SayLine {
  const { facts } = entry;
  const day = firstStart(facts) ?? opensUntil(facts);
  const values = { title: titleOf(facts, reader), ...(day && { day: { date: day.toISOString() } }) };
  return { key: keeper.row(entry), values };
}
