import type { ItemView } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { cardButtons, referralButtons } from '../cards/card-buttons.ts';
import { facts, kindWords, nameOf } from '../cards/card-facts.ts';
import { mediaName, withDoor } from '../cards/media-words.ts';
import { safetyBlocks } from '../cards/safety.ts';
import { escapeText } from '../escape.ts';
import { enquiryBlocks, enquiryButtons } from '../grants/card.ts';
import type { Opening } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { type Block, button, header, section } from '../kit/blocks.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { likelyBlocks } from '../named/likely-blocks.ts';
import { registrationBlocks, registrationButtons } from '../offers/card.ts';
import type { StaffBot } from '../staff-bot.ts';

const { words: cardWords } = staffWords('staff-cards');
const { words: staff } = staffWords('staff');

const MOST_BLOCKS = 80;

/** Whole text in pieces that fit a section once escaped (3,000; one character may become five). */
function pieces(text: string): string[] {
  const escaped = escapeText(text);
  if (escaped.length <= 2900) return [escaped];
  const letters = [...text];
  const half = Math.floor(letters.length / 2);
  return [...pieces(letters.slice(0, half).join('')), ...pieces(letters.slice(half).join(''))];
}

/** An item with all its words, and what can be done with it: what a sensitive item shows to protection staff alone. */
export function itemModal(bot: StaffBot, view: ItemView): View {
  const { item } = view;
  const said = view.messages.flatMap(({ id, direction, staffName, at, body }): Block[] => {
    const name = nameOf(staffName ?? '');
    const label =
      direction === 'in'
        ? cardWords(item.anonymous ? 'message.anonymous' : 'message.from_resident')
        : cardWords(direction === 'out' ? 'message.answer' : 'message.note', { name });
    const media = body && body.kind !== 'text' ? ` · ${mediaName(view, body)}` : '';
    const text = body?.text ? pieces(body.text) : [];
    const head = section(`*${label} · ${moment(at)}${media}*`);
    return [direction === 'in' ? withDoor(head, { id, body }) : head, ...text.map(section)];
  });
  const cut = said.length > MOST_BLOCKS ? [section(staff('item.more_words'))] : [];
  const buttons = item.redactedAt ? [section(cardWords('redacted'))] : [];
  const referral = view.referrals.some((one) => one.state === 'offered') && item.status === 'open';
  const blocks = [
    ...safetyBlocks(view),
    header(
      cardWords(item.sensitive ? 'sensitive.title' : 'title', { reference: item.reference, kind: kindWords(view) }),
    ),
    facts(view, bot.line.now()),
    ...enquiryBlocks(view),
    ...registrationBlocks(view),
    cardButtons(view),
    ...enquiryButtons(view),
    ...registrationButtons(view),
    ...(referral ? [referralButtons(item.reference)] : []),
    ...(item.sensitive ? [sensitiveButtons(view)] : []),
    ...likelyBlocks(view),
    ...buttons,
    ...cut,
    ...said.slice(-MOST_BLOCKS),
  ];
  return message(blocks, newMetadata(item.reference));
}

function sensitiveButtons(view: ItemView): Block {
  const { reference } = view.item;
  const files = view.messages.some((one) => one.direction === 'in' && one.body?.file);
  return {
    type: 'actions',
    elements: [
      button('exclude', staff('button.exclude'), reference),
      ...(files ? [button('send_recording', staff('button.send_recording'), reference)] : []),
    ],
  };
}

/** The item itself; each look at a sensitive one is written down by the core. */
export const openItem = (bot: StaffBot, opening: Opening, reference: string): Promise<void> =>
  openModal(bot, opening, async (member) => {
    const shown = await showItem(bot.line, member, reference);
    return shown.ok ? { ok: true, value: itemModal(bot, shown.value) } : shown;
  });
