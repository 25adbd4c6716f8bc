import type { Json } from '../state.ts';
import { checkLength, checkList, checkOptional, checkText, objectOf, type Report } from './check-text.ts';

type Check = (element: Json, at: string, report: Report) => void;

const option: (option: Json, at: string, report: Report, valueMost?: number) => void = (
  one,
  at,
  report,
  most = 150,
) => {
  checkText(one.text, `${at}/text`, 75, report);
  checkLength(one.value, `${at}/value`, most, report);
  if (one.description !== undefined) checkText(one.description, `${at}/description`, 75, report, true);
};
const options =
  (least: number, most: number): Check =>
  (element, at, report) => {
    if (element.option_groups !== undefined) {
      checkList(element.option_groups, `${at}/option_groups`, 1, 100, report).forEach((group, index) => {
        checkText(group.label, `${at}/option_groups/${index}/label`, 75, report, true);
        options(least, most)(group, `${at}/option_groups/${index}`, report);
      });
      return;
    }
    const list = checkList(element.options, `${at}/options`, least, most, report);
    list.forEach((one, index) => {
      option(one, `${at}/options/${index}`, report);
    });
    const values = list.map((one) => one.value);
    if (new Set(values).size !== values.length) report(`option values must be unique [json-pointer:${at}/options]`);
    const initial = [element.initial_option, element.initial_options].flat().filter(Boolean);
    for (const one of initial)
      if (!values.includes(objectOf(one).value)) report(`initial option is not among the options [json-pointer:${at}]`);
  };
const none: Check = () => {};

const button: Check = (element, at, report) => {
  checkText(element.text, `${at}/text`, 75, report, true);
  checkOptional(element.value, `${at}/value`, 2000, report);
  checkOptional(element.url, `${at}/url`, 3000, report);
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger')
    report(`invalid style [json-pointer:${at}/style]`);
};
const date: Check = (element, at, report) => {
  if (element.initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date)))
    report(`must be a date [json-pointer:${at}/initial_date]`);
};
const time: Check = (element, at, report) => {
  if (element.initial_time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(String(element.initial_time)))
    report(`must be a time [json-pointer:${at}/initial_time]`);
};
/** Seconds since 1970 in ten digits (docs.slack.dev, datetime picker element). */
const dateTime: Check = (element, at, report) => {
  const { initial_date_time: initial } = element;
  if (initial !== undefined && !(Number.isInteger(initial) && /^\d{10}$/.test(String(initial))))
    report(`must be a UNIX timestamp of 10 digits [json-pointer:${at}/initial_date_time]`);
};
/** Numbers stand in strings, and whether parts are allowed must be said (docs.slack.dev, number input element). */
const number: Check = (element, at, report) => {
  if (typeof element.is_decimal_allowed !== 'boolean')
    report(`missing required field: is_decimal_allowed [json-pointer:${at}/is_decimal_allowed]`);
  const shape = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  for (const name of ['initial_value', 'min_value', 'max_value'])
    if (element[name] !== undefined && !(typeof element[name] === 'string' && shape.test(element[name])))
      report(`must be a number in a string [json-pointer:${at}/${name}]`);
  const [least, most] = [element.min_value, element.max_value].map((one) => (one === undefined ? null : Number(one)));
  if (least != null && most != null && least > most) report(`min_value is above max_value [json-pointer:${at}]`);
};
const input: Check = (element, at, report) => {
  const most = Number(element.max_length ?? 3000);
  if (most < 1 || most > 3000) report(`must be between 1 and 3000 [json-pointer:${at}/max_length]`);
  checkOptional(element.initial_value, `${at}/initial_value`, most, report);
};

/** One to ten files (docs.slack.dev, file input element). */
const file: Check = (element, at, report) => {
  const { max_files: most = 10, filetypes = [] } = element;
  if (!(Number.isInteger(most) && Number(most) >= 1 && Number(most) <= 10))
    report(`must be between 1 and 10 [json-pointer:${at}/max_files]`);
  if (!(Array.isArray(filetypes) && filetypes.every((one) => typeof one === 'string' && /^\w+$/.test(one))))
    report(`must be a list of endings [json-pointer:${at}/filetypes]`);
};

const ACTIONS: Record<string, Check> = {
  button,
  overflow: options(1, 5),
  static_select: options(1, 100),
  users_select: none,
  conversations_select: none,
  channels_select: none,
  external_select: none,
  datepicker: date,
  timepicker: time,
  datetimepicker: dateTime,
  checkboxes: options(1, 10),
  radio_buttons: options(1, 10),
};
const MULTI: Record<string, Check> = {
  multi_static_select: options(1, 100),
  multi_users_select: none,
  multi_conversations_select: none,
  multi_channels_select: none,
};
const { button: _button, overflow: _overflow, ...CHOICES } = ACTIONS;
const IMAGE: Record<string, Check> = {
  image: (element, at, report) => checkLength(element.alt_text, `${at}/alt_text`, 2000, report),
};
const TYPES: Record<'actions' | 'input' | 'accessory', Record<string, Check>> = {
  actions: ACTIONS,
  input: {
    ...CHOICES,
    ...MULTI,
    plain_text_input: input,
    email_text_input: none,
    url_text_input: none,
    number_input: number,
    file_input: file,
    rich_text_input: none,
  },
  accessory: { ...ACTIONS, ...MULTI, ...IMAGE },
};

/**
 * One element in the place where it stands: its type, its limits, its `action_id`
 * (docs.slack.dev/reference/block-kit/block-elements and /composition-objects).
 */
export function checkElement(given: unknown, place: keyof typeof TYPES, at: string, report: Report): void {
  const element = objectOf(given);
  const type = String(element.type);
  const check = Object.hasOwn(TYPES[place], type) ? TYPES[place][type] : undefined;
  if (!check) {
    report(`unsupported type: ${String(element.type)} [json-pointer:${at}/type]`);
    return;
  }
  checkOptional(element.action_id, `${at}/action_id`, 255, report);
  if (element.placeholder !== undefined) checkText(element.placeholder, `${at}/placeholder`, 150, report, true);
  if (element.confirm !== undefined) {
    const confirm = objectOf(element.confirm);
    checkText(confirm.title, `${at}/confirm/title`, 100, report, true);
    checkText(confirm.text, `${at}/confirm/text`, 300, report);
    checkText(confirm.confirm, `${at}/confirm/confirm`, 30, report, true);
    checkText(confirm.deny, `${at}/confirm/deny`, 30, report, true);
  }
  check(element, at, report);
}
