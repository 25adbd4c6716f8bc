import type { OfferFacts, Reader } from '../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { lasting, spanOfHours } from '../domain/time/spans.ts';
import { offerButtons } from '../offers/buttons.ts';
import { namedButton, registrationButton, titleOf, whenAndWhere } from '../offers/say-of-offer.ts';

export const changeButtons = (registrationId: string): SayButton[][] => [
  [registrationButton('show', registrationId, 'show')],
  [registrationButton('calendar', registrationId, 'calendar')],
];

export function saySeated(facts: OfferFacts, reader: Reader, reference: string, registrationId: string): Say[] {
  return [
    {
      lines: [
        { key: 'registration:seated.title', values: { title: titleOf(facts, reader) } },
        ...whenAndWhere(facts, reader),
        { key: 'registration:seated.reminders' },
        { key: 'registration:reference', values: { reference } },
      ],
      buttons: [...changeButtons(registrationId), [namedButton('cancel', registrationId, titleOf(facts, reader))]],
    },
  ];
}

export function sayWaiting(
  facts: OfferFacts,
  reader: Reader,
  reference: string,
  registrationId: string,
  place: number,
  why: SayLine[],
  seatOfferHours: number,
): Say[] {
  return [
    {
      lines: [
        { key: 'registration:waiting.title', values: { title: titleOf(facts, reader) } },
        { key: 'registration:waiting.place', values: { place } },
        ...why,
        { key: 'registration:waiting.how', values: { time: lasting(spanOfHours(seatOfferHours)) } },
        { key: 'registration:reference', values: { reference } },
      ],
      buttons: [
        [registrationButton('show', registrationId, 'show')],
        [namedButton('cancel', registrationId, titleOf(facts, reader), 'leave')],
      ],
    },
  ];
}

/** They did not take the seat in time. */
export function sayLapsed(facts: OfferFacts, reader: Reader): Say[] {
  return [
    {
      lines: [
        { key: 'registration:lapsed.title', values: { title: titleOf(facts, reader) } },
        { key: 'registration:lapsed.again' },
      ],
      buttons: [[{ label: { key: 'registration:button.again' }, data: offerButtons.write('show', facts.id) }]],
    },
  ];
}

/** Staff took them off the list. */
export function sayTakenOff(facts: OfferFacts, reader: Reader, reference: string): Say[] {
  return [
    {
      lines: [
        { key: 'registration:taken_off.title', values: { title: titleOf(facts, reader), reference } },
        { key: 'registration:taken_off.ask' },
      ],
    },
  ];
}
