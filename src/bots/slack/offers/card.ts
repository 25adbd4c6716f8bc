import { type RegistrationView, registrationFacet } from '../../../core/trainings/view-registration.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';
import { type Block, button, confirm, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

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
  const sure = confirm(
    words('confirm.take_off_title'),
    words('confirm.take_off'),
    words('confirm.yes'),
    words('confirm.no'),
  );
  return [
    {
      type: 'actions',
      block_id: `offer:${item.reference}`,
      elements: [
        button('offer_open', words('card.open_offer'), offerId),
        ...(item.redactedAt === null ? [button('offer_person', words('card.show_person'), item.reference)] : []),
        ...(inside && registration.nameSpoken && item.redactedAt === null
          ? [button('offer_name', words('card.write_name'), item.reference)]
          : []),
        ...(inside
          ? [
              {
                ...button('offer_drop', words('card.take_off'), `${id}:${item.reference}`, 'danger'),
                confirm: sure,
              },
            ]
          : []),
      ],
    },
  ];
}
