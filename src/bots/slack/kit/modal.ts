import { randomUUID } from 'node:crypto';
import type { types } from '@slack/bolt';
import type { Metadata } from '../payloads.ts';
import { type Block, LIMITS, plain, section } from './blocks.ts';
import { staffWords } from './words.ts';

const { words } = staffWords('staff');

export type View = types.ModalView & { blocks: Block[] };

/** A change key of its own for each modal opened: the same modal sent twice is one change. */
export const newMetadata = (reference: string, more: Partial<Metadata> = {}): Metadata => ({
  reference,
  changeKey: randomUUID(),
  ...more,
});

/** Titles and buttons of a modal are short alike. */
const short = (text: string) => plain(text, LIMITS.modalTitle);

/** A modal. With `submit` it is a form. Texts are plain; blocks hold mrkdwn, escaped already. */
export const modal = (of: {
  id: string;
  title: string;
  submit?: string;
  close: string;
  metadata?: Metadata | undefined;
  blocks: Block[];
}): View => ({
  type: 'modal',
  callback_id: of.id,
  title: short(of.title),
  ...(of.submit !== undefined && { submit: short(of.submit) }),
  close: short(of.close),
  ...(of.metadata && { private_metadata: JSON.stringify(of.metadata) }),
  blocks: of.blocks,
});

/** A modal without fields. Texts are mrkdwn, escaped already. */
export const message = (blocks: Block[] | string, metadata?: Metadata): View =>
  modal({
    ...{ id: 'message', title: words('title'), close: words('button.close_view') },
    metadata,
    blocks: typeof blocks === 'string' ? [section(blocks)] : blocks,
  });
