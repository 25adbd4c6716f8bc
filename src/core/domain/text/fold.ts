import { cut } from './cut.ts';
import { serbianLatin } from './serbian-script.ts';

/*
 * One way to read what people typed, for each use of it: to keep it, to compare it, to search it. Whoever compares two texts folds both by
 * the same of these (test/core/domain/text/fold.test.ts is their table).
 */

/** As it is kept: composed letters, one kind of line's end, nothing around it. */
export const written = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();

/** Belongs to what is seen: joins two emoji to one, or makes one of a sign, a digit or a flag. */
const IN_EMOJI =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Extended_Pictographic}\d#*])\ufe0f|(?<=\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0020}-\u{e007f}]/gu;
const BLANK = /[\p{Cc}\s\u2800]+/gu;

/**
 * As it is kept on one line, such as a name: what is not seen parts no word, and would turn a name around on a certificate. An emoji stays
 * whole.
 */
export const oneLine = (text: string): string =>
  withoutUnseen(text.normalize('NFC').replace(BLANK, ' ')).replace(/ {2,}/g, ' ').trim();

function withoutUnseen(text: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: joiner, index } of text.matchAll(IN_EMOJI)) {
    kept += visible(text.substring(from, index)) + joiner;
    from = index + joiner.length;
  }
  return kept + visible(text.substring(from));
}

/** Whether there is nothing to see in it, whatever it is made of. */
export const isBlank = (text: string): boolean => visible(text).replace(BLANK, '') === '';

/** Nothing to see: marks of direction, joiners, soft hyphens, variation selectors, fillers (Unicode, Default_Ignorable_Code_Point). */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Without what nobody sees: it is no letter, and often comes with what was copied. */
export const visible = (text: string): string => text.replace(UNSEEN, '');

export const withoutMarks = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Twice makes Latin also of a letter that is Serbian once its mark is gone (Ӑ). */
const inLatin = (text: string): string => withoutMarks(serbianLatin(text).toLowerCase().replaceAll('đ', 'dj'));

/** Lower case, Latin, without marks (ë is e, š is s, đ is dj), punctuation or emoji: how people type on a phone. */
export const plain = (text: string): string =>
  inLatin(inLatin(visible(text).normalize('NFKC')))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A code or a heading as people write it: `Title (SR-Latn)` is `title_sr_latn`. Case, spaces and signs are forgiven. */
export const asCode = (text: string): string =>
  visible(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

const SHORTEST = 2;
const LONGEST = 40;

/** The words of a text as search knows them, so that a staff member finds «вода» by "voda" and «Zveçan» by "zvecan". Each word once. */
export function searchableWords(text: string): string[] {
  const words = plain(text).split(' ');
  return [
    ...new Set(words.filter((word) => word.length >= SHORTEST).map((word) => cut(word, LONGEST, { ending: '' }))),
  ];
}
