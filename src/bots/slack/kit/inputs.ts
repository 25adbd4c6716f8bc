import type { types } from '@slack/bolt';
import { cut } from '../../../core/domain/text/cut.ts';
import { LIMITS, plain } from './blocks.ts';
import { type Option, optionOf } from './options.ts';

/** `blockId`: Slack keeps what was typed while a block's id stays; another makes it take the new initial value. */
type Of = { optional?: boolean; hint?: string | undefined; blockId?: string | undefined };
type Input = types.InputBlock;

const input = (
  name: string,
  label: string,
  element: Input['element'],
  { optional = false, hint, blockId = name }: Of,
): Input => ({
  type: 'input',
  block_id: blockId,
  optional,
  label: plain(label, LIMITS.label),
  ...(hint && { hint: plain(hint, LIMITS.label) }),
  element: { ...element, action_id: name },
});

export const textInput = (
  name: string,
  label: string,
  of: Of & { multiline?: boolean; most?: number; initial?: string | undefined } = {},
): Input =>
  input(
    name,
    label,
    {
      type: 'plain_text_input',
      multiline: of.multiline ?? false,
      max_length: of.most ?? LIMITS.typed,
      ...(of.initial && { initial_value: cut(of.initial, of.most ?? LIMITS.typed, { ending: '' }) }),
    },
    of,
  );

export function select(
  name: string,
  label: string,
  options: Option[],
  of: Of & { initial?: string | null | undefined } = {},
): Input {
  const element = selectElement(name, options, of.initial);
  return input(name, label, element, of);
}

/** The same without a label around it, for a row of buttons. */
export function selectElement(name: string, options: Option[], initial?: string | null): types.StaticSelect {
  const first = options.find((option) => option.value === initial);
  return {
    type: 'static_select',
    action_id: name,
    options: options.slice(0, 100).map(optionOf),
    ...(first && { initial_option: optionOf(first) }),
  };
}

/** Several of a list. */
export function several(
  name: string,
  label: string,
  options: Option[],
  of: Of & { initial?: readonly string[] | undefined } = {},
): Input {
  const chosen = options.filter(({ value }) => of.initial?.includes(value)).map(optionOf);
  return input(
    name,
    label,
    {
      type: 'multi_static_select',
      options: options.slice(0, 100).map(optionOf),
      ...(chosen.length > 0 && { initial_options: chosen }),
    },
    of,
  );
}

/** A box to tick for each; Slack takes ten. */
export function ticks(
  name: string,
  label: string,
  options: Option[],
  of: Of & { initial?: readonly string[] | undefined } = {},
): Input {
  const shown = options.slice(0, 10);
  const chosen = shown.filter(({ value }) => of.initial?.includes(value)).map(optionOf);
  return input(
    name,
    label,
    {
      type: 'checkboxes',
      options: shown.map(optionOf),
      ...(chosen.length > 0 && { initial_options: chosen }),
    },
    { optional: true, ...of },
  );
}

/** One file of the sender's own, of these endings; Slack takes no more than 10 MB. */
export const file = (name: string, label: string, endings: readonly string[], of: Of = {}): Input =>
  input(name, label, { type: 'file_input', filetypes: [...endings], max_files: 1 }, of);

export const people = (name: string, label: string, of: Of = {}): Input =>
  input(name, label, { type: 'multi_users_select' }, of);

export const person = (name: string, label: string, of: Of = {}): Input =>
  input(name, label, { type: 'users_select' }, of);

export const date = (name: string, label: string, initial: string, of: Of = {}): Input =>
  input(name, label, { type: 'datepicker', initial_date: initial }, of);

export const time = (name: string, label: string, initial: string, of: Of = {}): Input =>
  input(name, label, { type: 'timepicker', initial_time: initial }, of);

/** A day and a time; Slack shows and sends it as the reader's own clock has it. */
export const dateTime = (name: string, label: string, of: Of & { initial?: Date | null | undefined } = {}): Input =>
  input(
    name,
    label,
    {
      type: 'datetimepicker',
      ...(of.initial && { initial_date_time: Math.floor(of.initial.getTime() / 1000) }),
    },
    of,
  );
