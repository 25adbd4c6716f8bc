import type { types } from '@slack/bolt';

export type Block = types.KnownBlock;
export type Button = types.Button;
/** What may stand in a row. */
export type Tool = types.ActionsBlockElement;

/** Block Kit's limits (docs.slack.dev, Block Kit reference). */
export const LIMITS = {
  blocks: 50,
  header: 150,
  section: 3000,
  field: 2000,
  fields: 10,
  button: 75,
  value: 2000,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  all: 13_200,
} as const;

export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

export const header = (text: string): Block => ({ type: 'header', text: plain(text.slice(0, LIMITS.header)) });

/** `text` is mrkdwn, escaped already. `verbatim`: Slack makes no links and no mentions out of it. */
export const section = (text: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

/** A text with a button at its right. */
export const beside = (text: string, accessory: Button): Block => ({ ...section(text), accessory });

export const fields = (texts: string[]): Block => ({
  type: 'section',
  fields: texts.slice(0, LIMITS.fields).map((text) => ({ type: 'mrkdwn', text, verbatim: true })),
});

export const context = (text: string): Block => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text, verbatim: true }],
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
  text: plain(text),
  value,
  ...(style && { style }),
});

/** Asked once more by Slack before a button does what it says. */
export const confirmation = (title: string, text: string, yes: string, no: string): types.ConfirmationDialog => ({
  title: plain(title.slice(0, 100)),
  text: plain(text.slice(0, 300)),
  confirm: plain(yes),
  deny: plain(no),
});
