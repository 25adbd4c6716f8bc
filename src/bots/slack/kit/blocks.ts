import type { types } from '@slack/bolt';

export type Block = types.KnownBlock;
type Button = types.Button;

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

export const header = (text: string): Block => ({
  type: 'header',
  text: { type: 'plain_text', text: text.slice(0, LIMITS.header), emoji: false },
});

/** `text` is mrkdwn, escaped already. `verbatim`: Slack makes no links and no mentions out of it. */
export const section = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

export const fields = (texts: string[]): Block => ({
  type: 'section',
  fields: texts.slice(0, LIMITS.fields).map((text) => ({ type: 'mrkdwn', text, verbatim: true })),
});

export const context = (text: string): Block => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text, verbatim: true }],
});

export const button = (actionId: string, text: string, value: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  action_id: actionId,
  text: { type: 'plain_text', text, emoji: false },
  value,
  ...(style && { style }),
});
