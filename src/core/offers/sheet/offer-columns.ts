import type { TextLanguage } from '../../domain/languages.ts';
import { type SeatGroup, TEACHING_LANGUAGES, TEXT_LANGUAGES } from '../../domain/offers/offer.ts';

/** How a language is written in a heading. */
const inHeading = (language: TextLanguage): string => language.toLowerCase().replace('-', '_');

export const TEXT_PARTS = ['title', 'place', 'description'] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

export const textHeading = (part: TextPart, language: TextLanguage): string => `${part}_${inHeading(language)}`;

export const heldHeading = (group: SeatGroup): string => `held_${group}`;

/** Headings that must be there; of the texts, one language is enough. */
export const NEEDED_HEADINGS = ['own_code', 'kind', 'agency', 'municipality', 'sector'] as const;

/** Every heading, in the order of the template, with what to write and an invented example. `staff-import.json` says more under `columns`. */
export const OFFER_COLUMNS: readonly { heading: string; example: string }[] = [
  { heading: 'own_code', example: 'EXAMPLE' },
  { heading: 'kind', example: 'training' },
  { heading: 'agency', example: 'UNDP' },
  { heading: 'municipality', example: 'mitrovica_north' },
  { heading: 'sector', example: 'training' },
  { heading: 'teaching_languages', example: TEACHING_LANGUAGES.slice(0, 2).join('; ') },
  { heading: 'seats', example: '20' },
  { heading: 'waiting_seats', example: '10' },
  { heading: 'held_women', example: '8' },
  { heading: 'held_youth', example: '' },
  { heading: 'held_roma', example: '2' },
  { heading: 'held_ashkali', example: '' },
  { heading: 'held_egyptian', example: '' },
  { heading: 'held_until', example: '2027-02-20' },
  { heading: 'deadline', example: '2027-02-25' },
  { heading: 'min_age', example: '18' },
  { heading: 'max_age', example: '' },
  { heading: 'municipalities', example: 'mitrovica_north; mitrovica_south; zvecan' },
  { heading: 'genders', example: '' },
  { heading: 'communities', example: '' },
  ...TEXT_LANGUAGES.flatMap((language) =>
    TEXT_PARTS.map((part) => ({ heading: textHeading(part, language), example: exampleText(part, language) })),
  ),
  { heading: 'sessions', example: '2027-03-01 10:00-14:00; 2027-03-02 10:00-14:00' },
  { heading: 'questions', example: 'firm | yes_no | needed yes | en: Do you have a firm, or plan one?' },
  { heading: 'papers', example: '' },
  { heading: 'maximum_eur', example: '' },
  { heading: 'budget_eur', example: '' },
];

function exampleText(part: TextPart, language: TextLanguage): string {
  if (language !== 'en') return '';
  return { title: 'Training for entrepreneurs', place: 'Training room, Main Street 1', description: 'Two mornings.' }[
    part
  ];
}

/** The row with this own code is the template's example: it is left out. */
export const EXAMPLE_CODE = 'EXAMPLE';
