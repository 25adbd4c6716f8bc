import type { MediaWarning } from '../../../core/domain/media.ts';
import type { MessageBody } from '../../../core/domain/message-body.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import type { Block } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import type { Together } from '../surface.ts';
import { LOOK } from './buttons.ts';

const { codeWords } = staffWords('staff-cards');

const { words } = staffWords('staff-media');

/** What a file is, and never what it was called: "Identity card · Photo", "Voice message, 0:12". mrkdwn. */
export function mediaName(view: ItemView, body: MessageBody, card: Pick<Together['card'], 'fileName'>): string {
  const kind = codeWords('media', body.kind);
  const seconds = body.file?.seconds;
  const length = seconds === undefined ? '' : `, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const named = body.paper === undefined ? '' : `${card.fileName(view, body) ?? words('paper')} · `;
  return `${named}${kind}${length}`;
}

/** The door to a file, beside its name. Null where there is nothing behind it. */
export function lookButton(message: { id: string; body: MessageBody | null }) {
  const { file } = message.body ?? {};
  return file && !file.tooLarge ? LOOK.make(words('look'), message.id) : null;
}

/** A section with the door beside it, where there is one. */
export function withDoor(block: Block, message: { id: string; body: MessageBody | null }): Block {
  const door = lookButton(message);
  return door && block.type === 'section' ? { ...block, accessory: door } : block;
}

/** What stands with a file in somebody's direct messages: what it is, what it may tell, and when it goes. */
export function lookComment(shown: {
  name: string;
  reference: string;
  warning: MediaWarning | null;
  ends: string;
  lookId: string;
}): string {
  const { name, reference, warning, ends, lookId } = shown;
  return [
    `*${name} · ${reference}*`,
    ...(warning === null ? [] : [words(`warning.${warning}`)]),
    words('goes', { ends, code: codeOf(lookId) }),
  ].join('\n');
}

/** Enough of a look's id to find its message by, and to ask about it. */
const codeOf = (lookId: string): string => lookId.slice(0, 8);

/** Did we write this with the file of that look? */
export const isLookComment = (text: string, lookId: string): boolean => text.includes(`(${codeOf(lookId)})`);

/** What is said where there is no file to show. */
export const notShown = (why: 'gone' | 'too_large' | 'too_many_pixels', reference: string): string =>
  `${reference}: ${words(`not_shown.${why}`)}`;

/** To who pressed: the file is on its way. */
export const lookComing = (ends: string): string => words('coming', { ends });
