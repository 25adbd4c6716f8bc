import { randomUUID } from 'node:crypto';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';
import { type Block, section } from './blocks.ts';

export type View = {
  type: 'modal' | 'home';
  callback_id?: string;
  title?: object;
  submit?: object;
  close?: object;
  private_metadata?: string;
  notify_on_close?: boolean;
  blocks: object[];
};

export const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** A change key of its own for each modal opened: the same modal sent twice is one change. */
export const newMetadata = (reference: string): Metadata => ({ reference, changeKey: randomUUID() });

/** Titles and buttons of a modal take 24 characters. */
const MOST_TITLE = 24;

/** A modal without fields. Texts are mrkdwn, escaped already. */
export function message(bot: StaffBot, blocks: Block[] | string, metadata?: Metadata): View {
  return {
    type: 'modal',
    callback_id: 'message',
    title: plain(bot.words('title')),
    close: plain(bot.words('button.close_view')),
    ...(metadata && { private_metadata: JSON.stringify(metadata) }),
    blocks: typeof blocks === 'string' ? [section(blocks)] : blocks,
  };
}

export function form(bot: StaffBot, name: string, metadata: Metadata, blocks: object[]): View {
  return {
    type: 'modal',
    callback_id: name,
    title: plain(bot.words(`forms.${name}.title`).slice(0, MOST_TITLE)),
    submit: plain(bot.words(`forms.${name}.submit`).slice(0, MOST_TITLE)),
    close: plain(bot.words('button.cancel')),
    private_metadata: JSON.stringify(metadata),
    blocks,
  };
}

type Option = { value: string; text: string };
const optionOf = ({ value, text }: Option) => ({ text: plain(text.slice(0, 75)), value });

const input = (name: string, label: string, element: object, optional: boolean, hint?: string) => ({
  type: 'input',
  block_id: name,
  optional,
  label: plain(label),
  ...(hint && { hint: plain(hint) }),
  element: { action_id: name, ...element },
});

export function textInput(
  name: string,
  label: string,
  options: {
    multiline?: boolean;
    most?: number;
    optional?: boolean;
    initial?: string;
    hint?: string;
    blockId?: string;
  } = {},
) {
  const block = input(
    name,
    label,
    {
      type: 'plain_text_input',
      multiline: options.multiline ?? false,
      max_length: options.most ?? 3000,
      ...(options.initial && { initial_value: options.initial }),
    },
    options.optional ?? false,
    options.hint,
  );
  // Slack keeps what was typed while a block's id stays: another id makes it take the new initial value.
  return options.blockId ? { ...block, block_id: options.blockId } : block;
}

export function select(name: string, label: string, options: Option[], initial?: string | null, optional = false) {
  const first = options.find((option) => option.value === initial);
  return input(
    name,
    label,
    {
      type: 'static_select',
      options: options.slice(0, 100).map(optionOf),
      ...(first && { initial_option: optionOf(first) }),
    },
    optional,
  );
}

export const multiSelect = (name: string, label: string, options: Option[]) =>
  input(name, label, { type: 'multi_static_select', options: options.map(optionOf) }, false);

export const checkbox = (name: string, label: string, option: Option) =>
  input(name, label, { type: 'checkboxes', options: [optionOf(option)] }, true);

export const users = (name: string, label: string, options: { optional?: boolean; hint?: string } = {}) =>
  input(name, label, { type: 'multi_users_select' }, options.optional ?? false, options.hint);
export const user = (name: string, label: string) => input(name, label, { type: 'users_select' }, false);

export const date = (name: string, label: string, initial: string) =>
  input(name, label, { type: 'datepicker', initial_date: initial }, false);
