import type { ItemView, ViewedMessage } from '../../../core/views/item-view.ts';
import { kindWords, nameOf, placeWords } from '../cards/card-facts.ts';
import { attachedWords, deliveryWords } from '../cards/delivery-words.ts';
import { mediaName } from '../cards/media-words.ts';
import { escapeAndCut } from '../escape.ts';
import { type Block, context, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import type { Together } from '../surface.ts';

const { words: cardWords } = staffWords('staff-cards');
const { words } = staffWords('staff');

/** The latest of theirs and of ours; the whole of it stands in the open item. */
const MOST_OF_THEIRS = 4;
const MOST_ANSWERS = 2;
const LONGEST = 1500;
const LONGEST_ANSWER = 700;

/**
 * What a form that answers stands on: the number, what it is about, their words, and what was answered last, in the order it was said. Only
 * who may work on the item gets to see the form, in a modal of their own.
 */
export function conversation(view: ItemView, card: Together['card']): Block[] {
  const { item, messages } = view;
  const latest = (direction: ViewedMessage['direction'], most: number) =>
    new Set(messages.filter((one) => one.direction === direction).slice(-most));
  const [theirs, ours] = [latest('in', MOST_OF_THEIRS), latest('out', MOST_ANSWERS)];
  const shown = messages.filter((one) => theirs.has(one) || ours.has(one));
  const earlier = messages.filter(({ direction }) => direction !== 'note').length - shown.length;
  return [
    section(`*${item.reference}* · ${kindWords(view)} · ${placeWords(view)}`),
    ...(item.redactedAt === null ? [] : [section(`_${cardWords('redacted')}_`)]),
    ...(earlier > 0 ? [context(words('forms.reply.earlier', { count: earlier }))] : []),
    ...shown.map((one) => said(view, one, card)),
    ...(view.person ? [section(words('forms.reply.to_tell'))] : []),
    { type: 'divider' },
  ];
}

function said(view: ItemView, message: ViewedMessage, card: Together['card']): Block {
  const { body, direction } = message;
  const label =
    direction === 'in'
      ? [cardWords(view.item.anonymous ? 'message.anonymous' : 'message.from_resident'), moment(message.at)]
      : [
          cardWords('message.answer', { name: nameOf(message.staffName ?? '') }),
          moment(message.at),
          deliveryWords(view, message.delivery),
          ...attachedWords(message),
        ];
  const media = body && body.kind !== 'text' ? [mediaName(view, body, card)] : [];
  const text = escapeAndCut(body?.text ?? '', direction === 'in' ? LONGEST : LONGEST_ANSWER).text;
  return section([`*${[...label, ...media].join(' · ')}*`, ...(text === '' ? [] : [text])].join('\n'));
}
