import type { types } from '@slack/bolt';
import { cut } from '../../../core/domain/text/cut.ts';
import { cutMrkdwn } from '../escape.ts';

export type Block = types.KnownBlock;
export type Button = types.Button;
/** What may stand in a row. */
export type Tool = types.ActionsBlockElement;

/** Block Kit's limits (docs.slack.dev, Block Kit reference). Each text is cut to its own here, and nowhere else. */
export const LIMITS = {
  blocks: 50,
  header: 150,
  section: 3000,
  field: 2000,
  fields: 10,
  context: 2000,
  button: 75,
  label: 2000,
  placeholder: 150,
  typed: 3000,
  modalTitle: 24,
  dialogTitle: 100,
  dialogText: 300,
  dialogButton: 30,
  value: 2000,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  all: 13_200,
} as const;

export const plain = (text: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, most),
  emoji: false,
});

/** `verbatim`: Slack makes no links and no mentions out of it. */
const mrkdwn = (text: string, most: number): types.MrkdwnElement => ({
  type: 'mrkdwn',
  text: cutMrkdwn(text, most),
  verbatim: true,
});

export const header = (text: string): Block => ({ type: 'header', text: plain(text, LIMITS.header) });

/** `text` is mrkdwn, escaped already. */
export const section = (text: string): types.SectionBlock => ({
  type: 'section',
  text: mrkdwn(text, LIMITS.section),
});

/** A text with a button at its right. */
export const beside = (text: string, accessory: Button): Block => ({ ...section(text), accessory });

export const fields = (texts: string[]): Block => ({
  type: 'section',
  fields: texts.slice(0, LIMITS.fields).map((text) => mrkdwn(text, LIMITS.field)),
});

export const context = (text: string): Block => ({
  type: 'context',
  elements: [mrkdwn(text, LIMITS.context)],
});

/** Buttons in a row. */
export const actions = (elements: Tool[], blockId?: string): Block => ({
  type: 'actions',
  ...(blockId !== undefined && { block_id: blockId }),
  elements,
});

export const button = (actionId: string, text: string, value: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(text, LIMITS.button),
  value,
  ...(style && { style }),
});

/** Asked once more by Slack before a button does what it says. */
export const confirmation = (title: string, text: string, yes: string, no: string): types.ConfirmationDialog => ({
  title: plain(title, LIMITS.dialogTitle),
  text: plain(text, LIMITS.dialogText),
  confirm: plain(yes, LIMITS.dialogButton),
  deny: plain(no, LIMITS.dialogButton),
});
