import { wholeCharacters } from './sound-text.ts';

/*
 * The one way a text gets shorter, for whichever service and file: between two characters as a reader sees them (a family of emoji, a flag,
 * a letter under its marks is one), within the service's own count. Nothing else cuts what people wrote (scripts/check-cuts.ts).
 */

/** How a service counts; the sum over a text's characters is that of the text. */
export type Measure = (text: string) => number;

/** UTF-16 code units: so does Telegram (Bot API, MessageEntity), and Slack never counts more. */
export const units: Measure = (text) => text.length;

const encoder = new TextEncoder();
/** Bytes of UTF-8. */
export const bytes: Measure = (text) => encoder.encode(text).length;

export type Cutting = {
  measure?: Measure;
  /** Stands where something was left out; it counts too. */
  ending?: string;
  /** Markup that is one piece, whatever it is made of: a global expression. */
  whole?: RegExp;
};

/** A flag or a family says something else in part; a letter under its marks does not. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The characters of a text as a reader sees them, as far as somebody asks. */
export function* characters(text: string, whole?: RegExp): Generator<string> {
  let from = 0;
  for (const { 0: found, index } of whole ? text.matchAll(whole) : []) {
    yield* seen(text.substring(from, index));
    yield found;
    from = index + found.length;
  }
  yield* seen(text.substring(from));
}

function* seen(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** At most so long, with what stands for the rest. */
export function cut(text: string, most: number, { measure = units, ending = '…', whole }: Cutting = {}): string {
  const sound = wholeCharacters(text);
  if (measure(sound) <= most) return sound;
  const room = most - measure(ending);
  let kept = '';
  let left = room;
  for (const character of characters(sound, whole)) {
    left -= measure(character);
    if (left < 0) {
      if (kept === '' && !isMarkup(character, whole) && !PICTURE.test(character))
        kept = firstPoints(character, room, measure);
      break;
    }
    kept += character;
  }
  return `${kept.trimEnd()}${ending}`;
}

/** In pieces that are each at most so long and together the text: by lines where they break late enough, else by words, else by characters. */
export function pieces(text: string, most: number, { measure = units, whole }: Omit<Cutting, 'ending'> = {}): string[] {
  const done: string[] = [];
  let held: string[] = [];
  let size = 0;
  for (const character of fitting(wholeCharacters(text), most, measure, whole)) {
    if (size + measure(character) > most) {
      const at = breakIn(held, character);
      done.push(held.slice(0, at).join(''));
      held = held.slice(at);
      size = measure(held.join(''));
    }
    held.push(character);
    size += measure(character);
  }
  return held.length > 0 ? [...done, held.join('')] : done;
}

const isSpace = (character: string): boolean => /^\s+$/.test(character);

/** After the last line or word that ends in the second half. */
function breakIn(held: string[], next: string): number {
  const line = held.lastIndexOf('\n');
  if (line > held.length / 2) return line + 1;
  const space = isSpace(next) ? held.length - 1 : held.findLastIndex(isSpace);
  return space > held.length / 2 ? space + 1 : held.length;
}

/** No character under so many marks that it is longer than a piece. */
function* fitting(text: string, most: number, measure: Measure, whole: RegExp | undefined): Generator<string> {
  for (const character of characters(text, whole)) {
    if (measure(character) <= most || isMarkup(character, whole)) yield character;
    else yield* character;
  }
}

const isMarkup = (character: string, whole: RegExp | undefined): boolean =>
  whole !== undefined && character.length > 1 && new RegExp(`^(?:${whole.source})$`, 'u').test(character);

/** So many whole code points as there is room for. */
function firstPoints(character: string, room: number, measure: Measure): string {
  let kept = '';
  for (const point of character) {
    if (measure(kept + point) > room) break;
    kept += point;
  }
  return kept;
}
