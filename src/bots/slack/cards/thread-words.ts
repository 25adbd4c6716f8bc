import type { ThreadMessage } from '../../../core/views/read-thread-message.ts';
import { escapeAndCut, escapedPieces, escapeText } from '../escape.ts';
import { type Block, LIMITS, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { CARD } from './card-of-surfaces.ts';
import { marksOf } from './marks.ts';
import { mediaName, withDoor } from './media-words.ts';

const { words } = staffWords('staff-cards');

/** Beyond this a text goes into the thread as a file, whole. */
const MOST_IN_BLOCKS = 9000;

/** `F-7K3QM9-2.ogg`; an edit has its number too. The resident's own file name may name them. */
export const neutralName = ({ view, number, version }: ThreadMessage, extension: string): string =>
  `${view.item.reference}-${number}${version > 0 ? `-${version}` : ''}.${extension}`;

/** What stands over a resident's message in the thread. */
export function threadLabel({ view, message, version }: ThreadMessage): string {
  const { body } = message;
  const parts = [
    words('thread.text'),
    ...(body === null || body.kind === 'text' ? [] : [mediaName(view, body, CARD)]),
    ...marksOf({ body, editedAt: null }),
    ...(version > 0 ? [words('thread.edited')] : []),
  ];
  return `*${view.item.anonymous ? `${words('message.anonymous')} · ` : ''}${parts.join(' · ')}*`;
}

/** The comment under a picture in the thread: its label and, cut to what a message takes, its caption. */
export function fileComment(message: ThreadMessage): string {
  const caption = escapeAndCut(message.message.body?.text ?? '', LIMITS.section - 200).text;
  return caption === '' ? threadLabel(message) : `${threadLabel(message)}\n${caption}`;
}

/** A text, a place, or what a file is with the door to it, as blocks; null when the text is too long for them. */
export function threadBlocks(message: ThreadMessage): Block[] | null {
  const { body } = message.message;
  const place = body?.place
    ? words('thread.location', { latitude: body.place.latitude.toFixed(5), longitude: body.place.longitude.toFixed(5) })
    : '';
  if (escapeText(body?.text ?? '').length > MOST_IN_BLOCKS) return null;
  const parts = escapedPieces(body?.text ?? '', LIMITS.section - 100);
  const [first, ...rest] = [place, ...parts].filter((part) => part !== '');
  const tooLarge = body?.file?.tooLarge ? [section(words('thread.too_large'))] : [];
  const head = section([threadLabel(message), ...(first === undefined ? [] : [first])].join('\n'));
  return [withDoor(head, message.message), ...tooLarge, ...rest.map(section)];
}
