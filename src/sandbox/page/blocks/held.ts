import type { Json, Person } from '../wire/contract.ts';
import type { Held } from './surface.ts';

export type Choice = { value: string; text: Json; description?: Json | undefined };
export type ChoiceGroup = { label: string | null; choices: Choice[] };

/** Under which name an element's state has its value (docs.slack.dev, block elements). */
const LISTS: Record<string, string> = {
  multi_static_select: 'selected_options',
  checkboxes: 'selected_options',
  multi_users_select: 'selected_users',
};
const SINGLES: Record<string, string> = {
  static_select: 'selected_option',
  radio_buttons: 'selected_option',
  users_select: 'selected_user',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];

/** The words of a text object; nothing where there is none. */
export const wordsOf = (text: unknown): string => {
  const words = typeof text === 'object' && text !== null ? (text as Json).text : text;
  return typeof words === 'string' ? words : '';
};

const choiceOf = (option: Json): Choice => ({
  value: String(option.value ?? ''),
  text: (option.text ?? { type: 'plain_text', text: String(option.value ?? '') }) as Json,
  ...(option.description !== undefined && { description: option.description as Json }),
});

/** What can be chosen, in its groups. People are those of the workspace without bots. */
export function choicesOf(element: Json, people: readonly Person[]): ChoiceGroup[] {
  if (element.type === 'users_select' || element.type === 'multi_users_select') {
    const choices = people.filter(({ bot }) => !bot).map(({ id, name }) => ({ value: id, text: plain(name) }));
    return [{ label: null, choices }];
  }
  const groups = objects(element.option_groups);
  if (groups.length > 0)
    return groups.map((group) => ({
      label: wordsOf(group.label),
      choices: objects(group.options).map(choiceOf),
    }));
  return [{ label: null, choices: objects(element.options).map(choiceOf) }];
}

const plain = (text: string): Json => ({ type: 'plain_text', text });

/** Whether it takes several values. */
export const isList = (element: Json): boolean => Object.hasOwn(LISTS, String(element.type));

/** The one value an element holds, as its field shows it; empty for none. */
export function heldValue(element: Json, held: Held | undefined): string {
  const found = held?.[SINGLES[String(element.type)] ?? 'value'];
  if (typeof found === 'object' && found !== null) return String((found as Json).value ?? '');
  return found === null || found === undefined ? '' : String(found);
}

/** All values that an element for several holds. */
export function heldValues(element: Json, held: Held | undefined): string[] {
  const found = held?.[LISTS[String(element.type)] as string];
  return Array.isArray(found) ? found.map((one) => (typeof one === 'string' ? one : String((one as Json).value))) : [];
}

/** The option itself, as Slack sends it along with what was chosen. */
function optionOf(element: Json, value: string): Json | null {
  const all = [...objects(element.options), ...objects(element.option_groups).flatMap((one) => objects(one.options))];
  return all.find((one) => one.value === value) ?? null;
}

/** What an element holds once this was typed or chosen. An empty value is none. */
export function holdValue(element: Json, value: string): Held {
  const type = String(element.type);
  const single = SINGLES[type];
  if (single === undefined) return { type, value: value === '' ? null : value };
  if (value === '') return { type, [single]: null };
  if (single === 'selected_option') return { type, [single]: optionOf(element, value) };
  return { type, [single]: type === 'datetimepicker' ? Number(value) : value };
}

/** The same for several values, in the order in which they are offered. */
export function holdValues(element: Json, values: readonly string[]): Held {
  const type = String(element.type);
  const list = LISTS[type] as string;
  if (list === 'selected_users') return { type, [list]: [...values] };
  const order = choicesOf(element, []).flatMap(({ choices }) => choices.map(({ value }) => value));
  const chosen = order.filter((value) => values.includes(value));
  return { type, [list]: chosen.map((value) => optionOf(element, value)) };
}

const INITIAL: [string, string][] = [
  ['initial_value', 'value'],
  ['initial_option', 'selected_option'],
  ['initial_options', 'selected_options'],
  ['initial_date', 'selected_date'],
  ['initial_time', 'selected_time'],
  ['initial_date_time', 'selected_date_time'],
  ['initial_user', 'selected_user'],
  ['initial_users', 'selected_users'],
];

/** What an element holds before anybody touches it. */
export const initialHeld = (element: Json): Held => ({
  type: element.type,
  ...Object.fromEntries(INITIAL.flatMap(([from, to]) => (element[from] === undefined ? [] : [[to, element[from]]]))),
});

const two = (part: number): string => String(part).padStart(2, '0');

/** Seconds since 1970 as `<input type="datetime-local">` has them, by the reader's own clock; and back. */
export function localOf(seconds: string): string {
  if (seconds === '') return '';
  const at = new Date(Number(seconds) * 1000);
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
export const secondsOf = (local: string): string => {
  const at = new Date(local).getTime();
  return local === '' || Number.isNaN(at) ? '' : String(Math.floor(at / 1000));
};
