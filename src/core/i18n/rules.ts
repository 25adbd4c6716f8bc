import { LABEL_KEYS } from './labels.ts';

/** What `locales check` knows about single strings. Patterns are over `namespace:key`. */

/** May be shown over the chat after a tap (Bot API, answerCallbackQuery). */
export const TOAST_KEYS = /^(errors:.+|help:(old_button|unknown_button|slow_down)|forms:earlier_button|voice:off)$/;
export const TOAST_LENGTH = 200;

/** Bot API: setMyCommands, setMyName, setMyDescription, setMyShortDescription. */
export const LENGTHS: [RegExp, number][] = [
  [/^commands:bot\.name$/, 64],
  [/^commands:bot\.description$/, 512],
  [/^commands:bot\.short$/, 120],
  [/^commands:[a-z]+$/, 256],
];

/** A rough measure of a label for whoever writes one; what fits is measured (labels.ts). */
const LABEL_LENGTH = 40;

/** What fits one message beside others. */
export const TEXT_LENGTH = 1000;

/** How many characters a text may have at most, whatever it is. */
export function lengthLimit(key: string): number {
  const limits = [LENGTHS.find(([pattern]) => pattern.test(key))?.[1] ?? TEXT_LENGTH];
  if (LABEL_KEYS.test(key)) limits.push(LABEL_LENGTH);
  if (TOAST_KEYS.test(key)) limits.push(TOAST_LENGTH);
  return Math.min(...limits);
}

export const SENTENCE_WORDS = 20;

/** Words that stay as they are whatever number stands before them: "{{count}} more", "{{count}} od {{seats}}". */
export const UNCOUNTED = new Set('more of for at present nga od taro од'.split(' '));

/** Values that are numbers, by their names: a label before one is a line of its own. */
export const NUMBER_VALUES = 'count|days|hours|minutes|weeks|months|years|age|number|places|seats|waiting';

/** The page of the sandbox fills in its own texts, and has its own for one. */
export const isPageKey = (key: string): boolean => key.startsWith('staff-page');

/** Namespaces that only staff read, in English only. */
export const isStaffKey = (key: string): boolean => /^staff[a-z-]*:/.test(key);

/** Namespaces of the files that leads take out: read in every language but a test version, which no file is written in. */
export const isFileKey = (key: string): boolean => /^(?:exports|figures):/.test(key);

/** The same in every language, because each language stands in it in its own script. */
export const MULTILINGUAL = /^(codes:language\..+|consent:pick_language)$/;

/** Words that are rightly the same as in English. */
export const SAME_WORDS = new Set(
  'telegram admin video gorani turk serb rom roma ashkali normal urgent start menu who unicef unfpa ohchr undp unv community line faq sms lead triage data problem feedback zvečan transport period'.split(
    ' ',
  ),
);

/** Words that no other language here has: left-over English. */
export const ENGLISH_WORDS =
  /(?<![\p{L}\p{N}])(the|and|your|you|please|this|with|have|will|what|when|again|write|answer|number)(?![\p{L}\p{N}])/iu;

/** Keys whose Serbian Cyrillic is not the transliteration of the Latin, and why. */
export const SCRIPT_EXCEPTIONS: ReadonlySet<string> = new Set([]);
