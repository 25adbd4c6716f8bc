import { visible } from '../core/domain/text/fold.ts';
import type { FontFace } from './font.ts';

/**
 * A text of a person as one line that the font can draw. A character it does not have is first taken apart (𝓐 → A), and dropped only
 * then. Marks of direction and joiners go: they are invisible, and would turn the rest of the page around.
 */
export function drawable(text: string, font: FontFace): string {
  const plain = visible(text.normalize('NFC').replace(/\s+/gu, ' '))
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    // More than two marks on a letter grow into the lines above and below.
    .replace(/(\p{M}{2})\p{M}+/gu, '$1');
  let drawn = '';
  for (const character of plain) drawn += has(font, character) ? character : inOtherWords(character, font);
  // A mark needs a letter before it: its own may have been dropped.
  return drawn
    .replace(/(^|\s)\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function inOtherWords(character: string, font: FontFace): string {
  // A mark without its letter would sit on the letter before.
  const apart = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return apart !== character && [...apart].every((part) => has(font, part)) ? apart : '';
}

const has = (font: FontFace, character: string): boolean => font.draws(character.codePointAt(0) ?? 0);

/** The largest size up to `biggest` at which the text takes one line of this width, or `smallest`: then it takes more lines. */
export function fittingSize(text: string, font: FontFace, width: number, biggest: number, smallest: number): number {
  // Kerning and spacing may make it a little wider than the sum of its letters.
  const size = (width * 0.98) / Math.max(font.widthOf(text), 0.01);
  return Math.max(smallest, Math.min(biggest, Math.floor(size * 2) / 2));
}
