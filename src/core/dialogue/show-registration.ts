import { readItem } from '../../db/queries/items.ts';
import { listSessions, readOffer } from '../../db/queries/offers.ts';
import { placeInLine, type RegistrationRow, readRegistration } from '../../db/queries/registrations.ts';
import { firstStart, lastEnd, type OfferFacts } from '../domain/offer.ts';
import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { factsOf } from '../offers/offer-facts.ts';
import { registrationButton, titleOf, whenAndWhere } from '../registrations/says.ts';
import { itemButton } from '../residents/says.ts';
import { readerOfVisit } from './list-offers.ts';
import { sayRefused } from './say-refused.ts';
import type { KnownVisit } from './visit.ts';

/** One of their registrations: where it stands, when and where, and what they can do about it. */
export async function showRegistration(visit: KnownVisit, registrationId: string): Promise<Say[]> {
  const row = await readRegistration(visit.tx, registrationId);
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  const item = row && (await readItem(visit.tx, row.itemId));
  if (!row || !offer || !item) return [sayRefused({ ok: false, code: 'not_found' })];
  const facts = factsOf(offer, await listSessions(visit.tx, offer.id));
  return [
    {
      lines: [
        { key: `offers:kind.${facts.kind}`, values: { title: titleOf(facts, readerOfVisit(visit)) } },
        { key: 'registration:reference', values: { reference: item.reference } },
        await stateLine(visit, row),
        ...whenAndWhere(facts, readerOfVisit(visit)),
      ],
      buttons: [
        ...actions(row, facts, visit.line.now()),
        [itemButton.writeBack(item.id)],
        [itemButton.list()],
        [itemButton.menu()],
      ],
    },
  ];
}

async function stateLine(visit: KnownVisit, row: RegistrationRow): Promise<SayLine> {
  if (row.status === 'waiting')
    return { key: 'registration:waiting.place', values: { place: await placeInLine(visit.tx, row) } };
  if (row.status === 'offered' && row.offeredUntil)
    return { key: 'registration:freed.until', values: { until: { dateTime: row.offeredUntil.toISOString() } } };
  return { key: 'registration:state_line', values: { state: { key: `registration:state.${row.status}` } } };
}

/** An hour before the first session begins, until two hours after the last one ended, one can say "I'm here". */
const AROUND_MS = { before: 3_600_000, after: 2 * 3_600_000 };

function actions(row: RegistrationRow, facts: OfferFacts, now: Date): SayButton[][] {
  const button = (what: string, key = what) => [registrationButton(what, row.id, key)];
  const start = firstStart(facts)?.getTime() ?? 0;
  const end = lastEnd(facts)?.getTime() ?? 0;
  const over = end <= now.getTime() || facts.status === 'finished' || facts.status === 'cancelled';
  const meets = now.getTime() >= start - AROUND_MS.before && now.getTime() <= end + AROUND_MS.after;
  switch (row.status) {
    case 'seated':
      return [
        ...(meets ? [button('here')] : []),
        ...(over ? [] : [button('calendar'), button('change'), button('cancel')]),
      ];
    case 'offered':
      return [button('accept'), button('decline')];
    case 'waiting':
      return over ? [] : [button('change'), button('cancel', 'leave')];
    default:
      return facts.status === 'published' && !over
        ? [[{ label: { key: 'registration:button.again' }, data: `o:show:${facts.id}` }]]
        : [];
  }
}
