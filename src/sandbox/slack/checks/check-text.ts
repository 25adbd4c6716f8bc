import type { Json } from '../state.ts';

export type Report = (problem: string) => void;

/** A text object: its kind, and its length between 1 and `most`. */
export function checkText(value: unknown, at: string, most: number, report: Report, plainOnly = false): void {
  const text = value as Json | undefined;
  if (typeof text !== 'object' || text === null) {
    report(`missing required field: text [json-pointer:${at}]`);
    return;
  }
  if (text.type !== 'plain_text' && (plainOnly || text.type !== 'mrkdwn'))
    report(`unsupported type: ${String(text.type)} [json-pointer:${at}/type]`);
  checkLength(text.text, `${at}/text`, most, report);
}

/** A required string of 1 to `most` characters. */
export function checkLength(value: unknown, at: string, most: number, report: Report): void {
  if (typeof value !== 'string') {
    report(`must be a string [json-pointer:${at}]`);
    return;
  }
  if (value.length === 0) report(`must be more than 0 characters [json-pointer:${at}]`);
  if (value.length > most) report(`must be less than ${most + 1} characters [json-pointer:${at}]`);
}

/** The same for a string that may be left out. */
export function checkOptional(value: unknown, at: string, most: number, report: Report): void {
  if (value === undefined || value === null || value === '') return;
  checkLength(value, at, most, report);
}

/** An array of `least` to `most` objects, or an empty one after saying what is wrong. */
export function checkList(value: unknown, at: string, least: number, most: number, report: Report): Json[] {
  if (!Array.isArray(value)) {
    report(`must be an array [json-pointer:${at}]`);
    return [];
  }
  if (value.length < least) report(`no fewer than ${least} items allowed [json-pointer:${at}]`);
  if (value.length > most) report(`no more than ${most} items allowed [json-pointer:${at}]`);
  return value.map(objectOf);
}

/** What came as an object, or an empty one where something else did. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

const MENTION = /<(?:!(?:channel|here|everyone|subteam\^)|@[UW])[^>]*>/g;

/** Every live mention in the mrkdwn of a message. */
export function findMentions(text: string, blocks: unknown): string[] {
  const found = [...(text.match(MENTION) ?? [])];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) {
      const object = value as Json;
      if (object.type === 'mrkdwn' && typeof object.text === 'string')
        found.push(...(object.text.match(MENTION) ?? []));
      if (object.type === 'broadcast' || (object.type === 'user' && 'user_id' in object))
        found.push(`<${String(object.type)}>`);
      for (const one of Object.values(object)) visit(one);
    }
  };
  visit(blocks);
  return found;
}

/** The characters people would read in blocks. */
export function countText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countText(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const object = value as Json;
  return Object.entries(object).reduce(
    (sum, [name, one]) => sum + (name === 'text' && typeof one === 'string' ? one.length : countText(one)),
    0,
  );
}
