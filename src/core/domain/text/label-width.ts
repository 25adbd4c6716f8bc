import { CHARACTERS_BY_WIDTH, UNITS_PER_EM } from './roboto-medium.ts';

/**
 * How wide a label is on a phone, and what a button has room for. Telegram for Android sets the labels of its inline keyboards in Roboto
 * Medium of 15 px, in one line, and cuts what is longer; on a screen 360 px wide its bubble and the paddings of the buttons leave so much.
 */
const TYPE_PX = 15;
/** By how many buttons stand beside each other. */
const ROOM_PX = [255, 120, 75] as const;
/** As wide as high, with the little around it. */
const EMOJI_PX = 20;
/** Of a letter that the table does not have. */
const UNKNOWN_UNITS = 1800;

const WIDTHS = new Map(
  CHARACTERS_BY_WIDTH.flatMap(([width, characters]) => [...characters].map((one): [string, number] => [one, width])),
);
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** Runs of characters that no emoji is made of: each counts by itself, and need not be looked at with its neighbours, which takes long. */
const LETTERS = /((?:(?!\p{Extended_Pictographic})[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\p{P}\p{Zs}])+)/u;

/** In px, on Telegram for Android; the sum over a label's characters is that of the label. */
export function labelWidth(label: string): number {
  let width = 0;
  label.split(LETTERS).forEach((part, index) => {
    if (index % 2 === 1) width += charactersWidth(part);
    else for (const grapheme of graphemesOf(part)) width += widthOf(grapheme);
  });
  return width;
}

/** One character is one grapheme. */
const graphemesOf = (part: string): string[] =>
  part.length < 2 || [...part].length === 1 ? [part] : Array.from(graphemes.segment(part), ({ segment }) => segment);

const widthOf = (grapheme: string): number => (EMOJI.test(grapheme) ? EMOJI_PX : charactersWidth(grapheme));

function charactersWidth(text: string): number {
  let units = 0;
  for (const character of text) units += unitsOf(character);
  return units * (TYPE_PX / UNITS_PER_EM);
}

const unitsOf = (character: string): number => WIDTHS.get(character) ?? (/\p{M}/u.test(character) ? 0 : UNKNOWN_UNITS);

/** What each of so many buttons beside each other has room for; four and more are laid out by nobody. */
export const roomFor = (columns: number): number => ROOM_PX[columns - 1] ?? 0;

export const fitsIn = (label: string, columns: number): boolean => labelWidth(label) <= roomFor(columns);

/**
 * Rows of buttons as they fit: beside each other only where each of a row is whole; else each has a row of its own. `alone`: stands by
 * itself however short it is, to be found and pressed in fright.
 */
export function rowsThatFit<Button>(
  rows: readonly (readonly Button[])[],
  labelOf: (button: Button) => string,
  alone: (button: Button) => boolean = () => false,
): Button[][] {
  return rows.flatMap((row) => {
    const together = row.filter((button) => !alone(button));
    const fits = together.every((button) => fitsIn(labelOf(button), together.length));
    const [first] = together;
    if (!fits) return row.map((button) => [button]);
    const placed: Button[][] = [];
    for (const button of row) {
      if (alone(button)) placed.push([button]);
      else if (button === first) placed.push(together);
    }
    return placed;
  });
}
