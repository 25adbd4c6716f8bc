import { createHash } from 'node:crypto';
import type { Language } from '../../domain/codes.ts';
import { sourceOf, wantedKeys } from '../plurals.ts';
import { type Reviewed, type ReviewState, readingsOf, reviewOf } from '../review.ts';
import { isStaffKey } from '../rules.ts';
import { SOURCE_LANGUAGE } from '../texts.ts';
import { explainText, type TextHelp } from './explain-text.ts';

/** One text on its way to a translator, with all that they must know of it. */
export type TextRow = {
  /** `namespace:key` */
  key: string;
  english: string;
  /** Empty where there is none yet. */
  translation: string;
  state: ReviewState;
  /** Who has read it as it stands, several with a semicolon between. */
  reviewer: string;
  note: string;
  /** Of the translation and its state as they were sent out: what comes back unchanged takes nothing back that others did meanwhile. */
  version: string;
} & TextHelp;

/** One language beside its English, in the order of the English texts. What only staff read is not translated. */
export function textRows(reviewed: Reviewed, language: Language): TextRow[] {
  const { strings, review } = reviewed;
  const english = strings.get(SOURCE_LANGUAGE) ?? new Map<string, string>();
  const own = strings.get(language) ?? new Map<string, string>();
  return [...wantedKeys(new Set(english.keys()), language)]
    .filter((key) => !isStaffKey(key))
    .map((key) => {
      const source = sourceOf(key, english) ?? '';
      const [translation, state] = [own.get(key) ?? '', reviewOf(reviewed, language, key)];
      return {
        key,
        english: source,
        translation,
        state,
        reviewer: readingsOf(reviewed, language, key)
          .map(({ reader }) => reader)
          .join('; '),
        note: review[language]?.strings[key]?.note ?? '',
        ...explainText(english, key, language),
        version: versionOf(translation, state),
      };
    });
}

const INITIAL: Record<ReviewState, string> = { machine: 'm', reviewed: 'r', approved: 'a' };

export const versionOf = (translation: string, state: ReviewState): string => `${hashOf(translation)}${INITIAL[state]}`;

/** What a version says; null of what is none. */
export function readVersion(version: string): { isOf(translation: string): boolean; state: ReviewState } | null {
  const [, hash, initial] = /^([0-9a-f]{10})([mra])$/.exec(version.trim()) ?? [];
  const state = (Object.keys(INITIAL) as ReviewState[]).find((one) => INITIAL[one] === initial);
  return hash && state ? { isOf: (translation) => hashOf(translation) === hash, state } : null;
}

const hashOf = (text: string): string => createHash('sha256').update(plainly(text)).digest('hex').slice(0, 10);

/** A text as every program leaves it: one kind of line end, letters composed. */
export const plainly = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC');
