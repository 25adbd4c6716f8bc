import { isCode } from '../../../core/domain/codes.ts';
import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { pageQueue, QUEUE_VIEWS, type QueuePage, type QueueView } from '../../../core/items/list-queue.ts';
import { escapeAndCut } from '../escape.ts';
import { press } from '../host/listing.ts';
import { openModal, redrawFor } from '../host/open-modal.ts';
import { actions, type Block, context, LIMITS, plain, section } from '../kit/blocks.ts';
import { buttonOf } from '../kit/button.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Press, StaffBot } from '../surface.ts';
import { entryBlock } from './entry.ts';

const { words } = staffWords('staff');

/** A modal takes a hundred blocks, and an entry has two. */
const A_PAGE = 40;
const MOST_WORDS = 120;

type Page = { view: QueueView; from: number };

/** A list of the queue, from so many on. */
const aPage: Parameters<typeof buttonOf<Page>>[1] = {
  write: ({ view, from }) => `${view}:${from}`,
  read: (written) => {
    const [view = '', from = ''] = written.split(':');
    return isCode(QUEUE_VIEWS, view) && /^\d{1,9}$/.test(from) ? { view, from: Number(from) } : null;
  },
};
/** All of a list, beside what Home and messages show of it; and in it, a page on or back. */
export const QUEUE_ALL = buttonOf('queue_all', aPage);
const QUEUE_EARLIER = buttonOf('queue_earlier', aPage);
const QUEUE_LATER = buttonOf('queue_later', aPage);

async function drawn(bot: StaffBot, member: StaffMember, page: Page): Promise<Result<View>> {
  const found = await pageQueue(bot.line, member, { ...page, limit: A_PAGE });
  return found.ok ? done(pageView(bot, found.value)) : found;
}

function pageView(bot: StaffBot, { view, from, total, entries }: QueuePage): View {
  const title = words(`list.${view}`);
  const shown = { from: from + 1, to: from + entries.length, total };
  const blocks: Block[] = [
    section(`*${title}*\n${entries.length === 0 ? words('nothing') : words('list.page', shown)}`),
    ...entries.flatMap((entry) => [
      entryBlock(bot, entry),
      ...(entry.firstWords === null ? [] : [context(oneRow(entry.firstWords))]),
    ]),
    ...turns({ view, from, total }),
  ];
  return { ...message(blocks, newMetadata('')), title: plain(title, LIMITS.modalTitle) };
}

const oneRow = (text: string): string => escapeAndCut(text.replace(/\s+/g, ' '), MOST_WORDS).text;

function turns({ view, from, total }: Page & { total: number }): Block[] {
  const earlier =
    from > 0 ? [QUEUE_EARLIER.make(words('list.earlier'), { view, from: Math.max(0, from - A_PAGE) })] : [];
  const later = from + A_PAGE < total ? [QUEUE_LATER.make(words('list.later'), { view, from: from + A_PAGE })] : [];
  const both = [...earlier, ...later];
  return both.length === 0 ? [] : [actions(both)];
}

/** Opens a page of a list, or turns it where it stands. */
const turn: Press<Page> = (pressed) => {
  const { bot, opening, value, viewId } = pressed;
  const page = (member: StaffMember) => drawn(bot, member, value);
  return viewId === undefined ? openModal(bot, opening, page) : redrawFor(pressed, page);
};

export const PAGES = [QUEUE_ALL, QUEUE_EARLIER, QUEUE_LATER].map((button) => press(button, 'see_items', turn));
