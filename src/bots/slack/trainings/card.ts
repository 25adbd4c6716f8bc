import { type RegistrationView, registrationFacet } from '../../../core/trainings/view-registration.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';
import { actions, type Block, confirmation, section } from '../kit/blocks.ts';
import { anIdAnd, asWritten, buttonOf } from '../kit/button.ts';
import { staffWords } from '../kit/words.ts';
import { OFFER_OPEN } from '../offers/buttons.ts';

/** Of one registration's item: its reference. */
export const PERSON = buttonOf('offer_person', asWritten);
export const NAME = buttonOf('offer_name', asWritten);
/** The registration, and its item's reference. */
export const TAKE_SEAT = buttonOf('offer_take_seat', anIdAnd);
export const DROP = buttonOf('offer_drop', anIdAnd);

const { codeWords, words } = staffWords('staff-offers');

/** What a registration is for and how it stands, under the facts of its item: no name. */
export function registrationBlocks(view: ItemView): Block[] {
  const { item } = view;
  const registration = registrationFacet.of(view);
  if (registration === null) return [];
  const { code, title, needs } = registration;
  const said = words('card.registration', {
    code,
    title: escapeAndCut(title.replace(/\s+/g, ' '), 100).text,
    place: [
      placeWords(registration),
      ...(needs.length > 0
        ? [words('card.needs', { needs: needs.map((one) => codeWords('need', one)).join(', ') })]
        : []),
    ].join(' · '),
  });
  const spoken = registration.nameSpoken && item.redactedAt === null;
  return [section(spoken ? `${said}\n${words('card.name_spoken')}` : said)];
}

const placeWords = ({ status, place }: RegistrationView): string =>
  place === null ? codeWords('place', status) : words('people.waiting', { place });

/** Slack's overflow takes five options, which the item's own menu needs: so these stand in a row of their own. */
export function registrationButtons(view: ItemView): Block[] {
  const { item } = view;
  const registration = registrationFacet.of(view);
  if (registration === null) return [];
  const { id, offerId, status } = registration;
  const inside = status === 'seated' || status === 'offered' || status === 'waiting';
  const sure = confirmation(
    words('confirm.take_off_title'),
    words('confirm.take_off'),
    words('confirm.yes'),
    words('confirm.no'),
  );
  const kept = item.redactedAt === null;
  return [
    actions(
      [
        OFFER_OPEN.make(words('card.open_offer'), offerId),
        ...(kept ? [PERSON.make(words('card.show_person'), item.reference)] : []),
        ...(inside && registration.nameSpoken && kept ? [NAME.make(words('card.write_name'), item.reference)] : []),
        ...(status === 'offered' && view.person
          ? [TAKE_SEAT.make(words('card.take_seat'), { id, rest: item.reference }, 'primary')]
          : []),
        ...(inside
          ? [{ ...DROP.make(words('card.take_off'), { id, rest: item.reference }, 'danger'), confirm: sure }]
          : []),
      ],
      `offer:${item.reference}`,
    ),
  ];
}
