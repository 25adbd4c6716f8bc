import type { Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { cardButtons } from '../cards/card-buttons.ts';
import { facts, kindWords, nameOf } from '../cards/card-facts.ts';
import { referralBlocks } from '../cards/card-referral.ts';
import { attachedWords } from '../cards/delivery-words.ts';
import { marksOf } from '../cards/marks.ts';
import { mediaName, withDoor } from '../cards/media-words.ts';
import { safetyBlocks } from '../cards/safety.ts';
import { escapedPieces } from '../escape.ts';
import { openModal, redraw } from '../host/open-modal.ts';
import { type Block, header, LIMITS, section } from '../kit/blocks.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Opening, Pressed, StaffBot } from '../surface.ts';

const { words: cardWords } = staffWords('staff-cards');
const { words: staff } = staffWords('staff');

const MOST_BLOCKS = 80;

/** An item with all its words, and what can be done with it: what a sensitive item shows to protection staff alone. */
export function itemModal(bot: StaffBot, view: ItemView): View {
  const { item } = view;
  const { card } = bot.surfaces;
  const said = view.messages.flatMap((one): Block[] => {
    const { id, direction, staffName, at, body } = one;
    const name = nameOf(staffName ?? '');
    const label =
      direction === 'in'
        ? cardWords(item.anonymous ? 'message.anonymous' : 'message.from_resident')
        : cardWords(direction === 'out' ? 'message.answer' : 'message.note', { name });
    const media = body && body.kind !== 'text' ? [mediaName(view, body, card)] : [];
    const text = body?.text ? escapedPieces(body.text, LIMITS.section) : [];
    const marks = [...marksOf(one), ...media, ...attachedWords({ body })];
    const head = section(`*${[label, moment(at), ...marks].join(' · ')}*`);
    return [direction === 'in' ? withDoor(head, { id, body }) : head, ...text.map(section)];
  });
  const cut = said.length > MOST_BLOCKS ? [section(staff('item.more_words'))] : [];
  const buttons = item.redactedAt ? [section(cardWords('redacted'))] : [];
  const now = bot.line.now();
  const blocks = [
    ...safetyBlocks(view),
    header(
      cardWords(item.sensitive ? 'sensitive.title' : 'title', { reference: item.reference, kind: kindWords(view) }),
    ),
    ...facts(view, now),
    ...card.blocks(view),
    cardButtons(view, card),
    ...card.buttons(view),
    ...(item.redactedAt ? [] : referralBlocks(view, now)),
    ...card.opened(view),
    ...buttons,
    ...cut,
    ...said.slice(-MOST_BLOCKS),
  ];
  return message(blocks, newMetadata(item.reference));
}

/** The item itself; each look at a sensitive one is written down by the core. */
export const openItem = (bot: StaffBot, opening: Opening, reference: string): Promise<void> =>
  openModal(bot, opening, async (member) => {
    const shown = await showItem(bot.line, member, reference);
    return shown.ok ? { ok: true, value: itemModal(bot, shown.value) } : shown;
  });

/**
 * A change by a button in the open item, which is drawn anew, or on a card, which shows itself what came of it. Gives who did it; null
 * where nothing came of it, which they are told.
 */
export async function changeItem(
  { bot, aside, opening }: Pick<Pressed, 'bot' | 'aside' | 'opening'>,
  reference: string,
  verb: (member: StaffMember) => Promise<Result<unknown>>,
): Promise<StaffMember | null> {
  const member = await opening.admit();
  const result = member.ok ? await verb(member.value) : member;
  const by = member.ok && result.ok ? member.value : null;
  const { onTopOf } = opening;
  if (!result.ok) {
    const why = await whyRefused(bot, result);
    await (onTopOf === undefined ? tell(bot, aside, why) : redraw(bot, onTopOf, message(why)));
  } else if (by && onTopOf !== undefined) {
    const shown = await showItem(bot.line, by, reference);
    await redraw(bot, onTopOf, shown.ok ? itemModal(bot, shown.value) : message(await whyRefused(bot, shown)));
  }
  return by;
}
