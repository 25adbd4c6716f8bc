import { readItem } from '../../../db/queries/items/items.ts';
import { readCertificate } from '../../../db/queries/offers/certificates.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { placeInLine, type RegistrationRow, readRegistration } from '../../../db/queries/offers/registrations.ts';
import { isOpenForAttendance } from '../../domain/offers/attendance.ts';
import { lastEnd, type OfferFacts } from '../../domain/offers/offer.ts';
import type { Say, SayButton, SayLine, SayValue } from '../../domain/say.ts';
import { offerButtons } from '../../offers/buttons.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { kindAndTitle, namedButton, registrationButton, titleOf, whenAndWhere } from '../../offers/say-of-offer.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { askBeforeItem } from '../../turn/look.ts';
import { sayRefused } from '../../turn/say-refused.ts';
import { type KnownVisit, putOnScreen } from '../../turn/visit.ts';
import { certificateButton } from '../say-afterwards.ts';
import { waitingLines } from '../say-seats-left.ts';

/** One of their registrations: where it stands, when and where, and what they can do about it. */
export async function showRegistration(visit: KnownVisit, registrationId: string): Promise<Say[]> {
  const row = await readRegistration(visit.tx, registrationId);
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  const item = row && (await readItem(visit.tx, row.itemId));
  if (!row || !offer || !item) return [sayRefused({ ok: false, code: 'not_found' })];
  if (item.sensitive && !visit.alone) return [askBeforeItem(item.id)];
  putOnScreen(visit, item);
  const facts = await readFactsOf(visit.tx, offer);
  const certified = (await readCertificate(visit.tx, row.id)) !== null;
  return [
    {
      lines: [
        kindAndTitle(facts, readerOf(visit.context)),
        { key: 'registration:reference', values: { reference: item.reference } },
        await stateLine(visit, row),
        ...(row.status === 'waiting' ? await waitingLines(visit.tx, row, visit.line.now()) : []),
        ...whenAndWhere(facts, readerOf(visit.context)),
      ],
      buttons: [
        ...actions({ row, facts, certified, now: visit.line.now(), title: titleOf(facts, readerOf(visit.context)) }),
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

type Shown = { row: RegistrationRow; facts: OfferFacts; certified: boolean; now: Date; title: SayValue };

function actions({ row, facts, certified, now, title }: Shown): SayButton[][] {
  const button = (what: Parameters<typeof registrationButton>[0], key?: string): SayButton[] => [
    registrationButton(what, row.id, key),
  ];
  const over = (lastEnd(facts)?.getTime() ?? 0) <= now.getTime() || facts.status === 'finished';
  switch (row.status) {
    case 'seated':
      return [
        ...(facts.sessions.some((session) => isOpenForAttendance(session, now)) ? [button('here')] : []),
        ...(certified ? [[certificateButton(row.id)]] : []),
        ...(over || facts.status === 'cancelled'
          ? []
          : [button('calendar'), [namedButton('change', row.id, title)], [namedButton('cancel', row.id, title)]]),
      ];
    case 'offered':
      return [button('accept'), button('decline')];
    case 'waiting':
      return over ? [] : [[namedButton('change', row.id, title)], [namedButton('cancel', row.id, title, 'leave')]];
    default:
      return facts.status === 'published' && !over
        ? [[{ label: { key: 'registration:button.again' }, data: offerButtons.write('show', facts.id) }]]
        : [];
  }
}
