import type { TextLanguage } from '../domain/languages.ts';
import { type OfferFacts, type Reader, wordsFor } from '../domain/offers/offer.ts';
import type { ReminderKind } from '../domain/offers/reminder.ts';
import type { Say, SayButton, SayValue } from '../domain/say.ts';
import { offerButtons, seatButtons } from '../offers/buttons.ts';
import { namedButton, registrationButton, titleOf, whenAndWhere } from '../offers/say-of-offer.ts';

/** What people hear between registering and the day itself. */
const comingOrNot = (registrationId: string): SayButton[] => [
  { label: { key: 'reminders:button.coming' }, data: seatButtons.write('coming', registrationId) },
  { label: { key: 'reminders:button.cannot' }, data: seatButtons.write('cannot', registrationId) },
];

export function sayReminder(
  facts: OfferFacts,
  reader: Reader,
  registrationId: string,
  sessionId: string,
  kind: ReminderKind,
): Say[] {
  const sessions = facts.sessions.filter(({ id }) => id === sessionId);
  return [
    {
      lines: [
        { key: `reminders:${kind}`, values: { title: titleOf(facts, reader) } },
        ...whenAndWhere({ ...facts, sessions }, reader),
        { key: 'reminders:ask' },
      ],
      buttons: [comingOrNot(registrationId), [registrationButton('calendar', registrationId, 'calendar')]],
    },
  ];
}

export type StandsIn = { id: string; status: string; offeredUntil: Date | null };

/** Another time or place, with what each may do about it: who has a seat, who is asked to take one, who waits. */
export function sayMoved(facts: OfferFacts, reader: Reader, row: StandsIn): Say[] {
  return [
    {
      lines: [
        { key: 'reminders:moved.title', values: { title: titleOf(facts, reader) } },
        { key: 'reminders:moved.now' },
        ...whenAndWhere(facts, reader),
        ...(row.status === 'seated' ? [{ key: 'reminders:moved.ask' }] : []),
        ...(row.status === 'offered' && row.offeredUntil
          ? [{ key: 'registration:freed.until', values: { until: { dateTime: row.offeredUntil.toISOString() } } }]
          : []),
      ],
      buttons: movedButtons(row, titleOf(facts, reader)),
    },
  ];
}

function movedButtons({ id, status }: StandsIn, title: SayValue): SayButton[][] {
  if (status === 'seated') return [comingOrNot(id), [registrationButton('calendar', id, 'calendar')]];
  if (status === 'offered')
    return [[registrationButton('accept', id, 'accept')], [registrationButton('decline', id, 'decline')]];
  return [[registrationButton('show', id, 'show')], [namedButton('cancel', id, title, 'leave')]];
}

/** With the reason as staff wrote it, in the best language there is for the reader. */
export function sayOfferCancelled(
  facts: OfferFacts,
  reader: Reader,
  because: Partial<Record<TextLanguage, string>>,
): Say[] {
  const reason = wordsFor(because, reader.language, reader.second);
  return [
    {
      lines: [
        { key: 'reminders:cancelled.title', values: { title: titleOf(facts, reader) } },
        ...(reason ? [{ key: 'reminders:cancelled.reason' }] : []),
      ],
      ...(reason && { quote: reason }),
      after: [{ key: 'reminders:cancelled.ended' }, { key: 'reminders:cancelled.sorry' }],
      buttons: [
        [{ label: { key: 'reminders:button.other_offers' }, data: offerButtons.write('list', 'trainings', 0) }],
      ],
    },
  ];
}
