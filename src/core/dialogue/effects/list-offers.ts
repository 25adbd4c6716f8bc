import { listCountedOffers } from '../../../db/queries/offers/offers.ts';
import { firstStart, type OfferKind, opensUntil, type Reader } from '../../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { entryOf, type OfferEntry } from '../../offers/offer-facts.ts';
import { titleOf } from '../../offers/offer-says.ts';
import type { Visit } from '../../turn/visit.ts';

export type OfferList = 'trainings' | 'grants';

const KINDS: Record<OfferList, readonly OfferKind[]> = { trainings: ['training', 'placement'], grants: ['grant_call'] };
const PAGE = 8;

const toMenu: SayButton[] = [{ label: { key: 'common:menu' }, data: 'm:menu' }];

/** What one may still register or apply for, soonest first, a page at a time: one statement however many there are. */
export async function listOffersFor(visit: Visit, list: OfferList, page = 0): Promise<Say> {
  const now = visit.line.now();
  const filter = { kinds: KINDS[list], statuses: ['published'] as const, openAt: now };
  const counted = await listCountedOffers(visit.tx, filter, PAGE + 1, { offset: page * PAGE });
  if (counted.length === 0 && page === 0) return sayNone(list);
  const entries = counted.slice(0, PAGE).map((one) => entryOf(one, now));
  const turn = (key: string, to: number): SayButton => ({ label: { key }, data: `o:list:${list}:${to}` });
  const turning = [
    ...(page > 0 ? [turn('offers:sooner', page - 1)] : []),
    ...(counted.length > PAGE ? [turn('offers:later', page + 1)] : []),
  ];
  return {
    lines: [{ key: `offers:${list}.title` }, { key: `offers:${list}.choose` }],
    buttons: [
      ...entries.map((entry) => [
        { label: rowLabel(entry, readerOf(visit.context)), data: `o:show:${entry.facts.id}` },
      ]),
      ...(turning.length > 0 ? [turning] : []),
      toMenu,
    ],
  };
}

const sayNone = (list: OfferList): Say => ({
  lines: [
    { key: `offers:${list}.title` },
    { key: `offers:${list}.none` },
    { key: `offers:${list}.later` },
    { key: 'offers:ask_us' },
  ],
  buttons: [toMenu],
});

/** The day first, because a list is read by days; then the title, and whether there is room. */
function rowLabel(entry: OfferEntry, reader: Reader): SayLine {
  const { facts, state } = entry;
  const day = firstStart(facts) ?? opensUntil(facts);
  const values = { title: titleOf(facts, reader), ...(day && { day: { date: day.toISOString() } }) };
  if (facts.kind === 'grant_call') return { key: 'offers:row_grant', values };
  return { key: state === 'full' ? 'offers:row_full' : 'offers:row', values };
}
