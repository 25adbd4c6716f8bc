import type { FontFace } from '../font.ts';

/** A label in lines no wider than `width`, at its spaces; a word that is wider by itself is broken where it is full. Nothing of it is lost. */
export function wrapLabel(label: string, font: FontFace, size: number, width: number): string[] {
  const fits = (text: string) => font.widthOf(text) * size <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of label.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function piecesOf(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of letters.segment(word)) {
    if (piece !== '' && !fits(piece + segment)) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
