import type { Language } from '../../domain/codes.ts';
import { type Dialogue, dialogueOf } from '../dialogues.ts';
import { LABEL_KEYS } from '../labels.ts';
import { placeholders } from '../placeholders.ts';
import { pluralBase, sourceOf } from '../plurals.ts';
import { lengthLimit, TOAST_KEYS } from '../rules.ts';

/** What a translator is told beside a text. */
export type TextHelp = {
  /** Where people meet it, in plain words. */
  screen: string;
  /** A picture of that place in this language, as a path in the repository; empty where there is none. */
  picture: string;
  /** How many characters it may have. */
  limit: number;
  /** What each `{{name}}` stands for, one a line; empty where there is none. */
  placeholders: string;
};

type Strings = ReadonlyMap<string, string>;
const HELP = 'staff-translating:';

/** Dialogues of which there is a picture in each language, made by `npm run screenshots`. */
export const PICTURED = [
  'consent',
  'serious-report',
  'feedback',
  'about-you',
  'my-messages',
  'registration',
  'grants',
  'data',
  'deletion',
] as const satisfies Dialogue[];
export type Pictured = (typeof PICTURED)[number];

function pictureOf(key: string, language: string): string {
  if (key.startsWith('menu:')) return `docs/pictures/phone-${language}.png`;
  const dialogue = PICTURED.find((pictured) => pictured === dialogueOf(key));
  return dialogue ? `docs/pictures/dialogues/${dialogue}-${language}.png` : '';
}

export function explainText(english: Strings, key: string, language: Language): TextHelp {
  const screen = [placeOf(english, key) ?? key, english.get(`${HELP}kind.${kindOf(key)}`)].filter(Boolean).join(' — ');
  const plural = pluralBase(key, english);
  const counted = plural && english.get(`${HELP}counted.${key.slice(plural.length + 1)}`);
  return {
    screen: counted ? `${screen}; ${counted}` : screen,
    picture: pictureOf(key, language),
    limit: lengthLimit(key),
    placeholders: [...new Set(placeholders(sourceOf(key, english) ?? ''))]
      .map((name) => `{{${name}}}: ${english.get(`${HELP}placeholder.${name}`) ?? name}`)
      .join('\n'),
  };
}

const kindOf = (key: string): string => {
  if (LABEL_KEYS.test(key)) return 'button';
  return TOAST_KEYS.test(key) ? 'toast' : 'text';
};

/** The place of the key itself, else of the group it is in, else of its file. */
function placeOf(english: Strings, key: string): string | undefined {
  const steps = key.split(/[:.]/);
  for (let length = steps.length; length > 0; length -= 1) {
    const at = `${HELP}place.${steps.slice(0, length).join('.')}`;
    const place = english.get(at) ?? english.get(`${at}.all`);
    if (place) return place;
  }
  return undefined;
}

/** What a translator would not be told; a sentence each. */
export function unexplained(english: Strings, key: string): string[] {
  // A catalogue that explains nothing is none of ours to send out.
  if (!english.has(`${HELP}kind.text`)) return [];
  const unknown = placeholders(english.get(key) ?? '').filter((name) => !english.has(`${HELP}placeholder.${name}`));
  return [
    ...unknown.map((name) => `has {{${name}}}, which ${HELP}placeholder does not explain to translators`),
    ...(placeOf(english, key) ? [] : [`is in a place that ${HELP}place does not name to translators`]),
  ];
}
