import type { StaffNews } from '../../../core/domain/staff/news.ts';
import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import {
  type NewsForStaff,
  passOnNews,
  quietSeconds,
  readStaffNews,
  type ToldNews,
} from '../../../core/items/staff-news/read-staff-news.ts';
import { readStandingCard } from '../../../core/posts/standing-posts.ts';
import { HOME_OPEN, OPEN } from '../cards/buttons.ts';
import { bringPost, type PostSpec } from '../deliver/bring-post.ts';
import { type Delivery, linkTo, retry } from '../deliver/context.ts';
import { carries, type FoundMessage, findInThread, findLately, tsOf } from '../deliver/find-message.ts';
import { openDirectMessage } from '../deliver/open-direct-message.ts';
import { type Block, beside, context } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-news');

export const NEWS_EVENT = 'community_line_news';

export type OwedNews = { staffId: string; newsId: string; about: string };

/** Beyond this Home has the lists. */
const MOST_LINES = 15;

/**
 * Tells one staff member what happened to what they have, or what came to their agency: in one direct message, which holds numbers and links
 * and never a word of a resident. Of a hidden item not even what happened. Whom Slack lets nobody write to is mentioned under the cards.
 */
export async function deliverNews(to: Delivery, owed: OwedNews): Promise<JobResult> {
  const quiet = await quietSeconds(to.line);
  if (quiet > 0) return retry('quiet_hours', quiet);
  let closed = false;
  const told = await bringPost(
    to,
    directPost(to, owed, () => (closed = true)),
  );
  if (told.kind === 'retry') return told;
  if (closed) {
    const mentioned = await mentionUnderCards(to, owed);
    if (mentioned.kind === 'retry') return mentioned;
  }
  await passOnNews(to.line, owed);
  return DONE;
}

function directPost(to: Delivery, owed: OwedNews, cannot: () => void): PostSpec<NewsForStaff> {
  const { newsId } = owed;
  return {
    wanted: { kind: 'news', key: newsId },
    read: () => readStaffNews(to.line, owed),
    place: async ({ to: person }) => {
      const opened = await openDirectMessage(to, person.slackUserId);
      return opened.ok ? { ok: true, value: { channel: opened.value } } : opened;
    },
    find: (post) => findLately(to, post.channel, isOurs({ newsId })),
    content: async ({ lines }) => ({
      message: {
        text: summary(lines),
        blocks: await newsBlocks(to, lines),
        metadata: { event_type: NEWS_EVENT, event_payload: { newsId } },
      },
    }),
    met: async (failure) => {
      if (!('code' in failure) || !CANNOT.has(failure.code === 'missing_scope' ? 'refused' : failure.kind))
        return undefined;
      to.line.log.warn({ staffId: owed.staffId, code: failure.code }, 'a staff member cannot be written to in Slack');
      cannot();
      return DONE;
    },
  };
}

/** Nobody writes to this person: their account is gone, or direct messages of apps are not wanted here. */
const CANNOT = new Set(['refused', 'channel']);

const isOurs = (payload: Record<string, string>) => (message: FoundMessage) => carries(message, NEWS_EVENT, payload);

/** What a notification shows. */
function summary(lines: readonly ToldNews[]): string {
  const [first] = lines;
  return first && lines.length === 1 ? said(first) : words('several', { count: lines.length });
}

const said = ({ sensitive, reference, news }: Omit<ToldNews, 'itemId'> & { news: StaffNews }): string =>
  sensitive ? words('report') : words(`told.${news}`, { reference });

async function newsBlocks(to: Delivery, lines: readonly ToldNews[]): Promise<Block[]> {
  const shown = lines.slice(0, MOST_LINES);
  const blocks = await Promise.all(
    shown.map(async (line) => {
      const link = await cardLink(to, line);
      const text =
        link === null ? said(line) : `${said(line)} ${words('card', { link: `<${link}|${words('here')}>` })}`;
      return beside(text, (line.sensitive ? OPEN : HOME_OPEN).make(words('open'), line.reference));
    }),
  );
  const more = lines.length - shown.length;
  return [...blocks, ...(more > 0 ? [context(words('more', { count: more }))] : [])];
}

/** Where the card stands; of a hidden item only in the restricted channel. Without one nobody waits for it. */
async function cardLink(to: Delivery, line: ToldNews): Promise<string | null> {
  const card = await cardOf(to, line);
  return card && linkTo(to, card);
}

async function cardOf(to: Delivery, { itemId, sensitive }: ToldNews): Promise<{ channel: string; ts: string } | null> {
  const card = await readStandingCard(to.line, itemId);
  return card && (!sensitive || card.channel === to.channels.sensitive) ? card : null;
}

/** By name in the thread of each card, where the others stand too. */
async function mentionUnderCards(to: Delivery, owed: OwedNews): Promise<JobResult> {
  const read = await readStaffNews(to.line, owed);
  for (const [index, line] of (read?.lines ?? []).entries()) {
    const card = await cardOf(to, line);
    if (!card) continue;
    const result = await bringPost(to, mention(to, owed, `${owed.newsId}:${index}`, line.itemId, card));
    if (result.kind === 'retry') return result;
  }
  return DONE;
}

function mention(
  to: Delivery,
  owed: OwedNews,
  newsId: string,
  itemId: string,
  card: { channel: string; ts: string },
): PostSpec<NewsForStaff> {
  return {
    wanted: { kind: 'news', key: newsId },
    read: () => readStaffNews(to.line, owed),
    place: async () => ({ ok: true, value: { channel: card.channel, thread: card.ts } }),
    find: async () => tsOf(await findInThread(to.slack, card.channel, card.ts, isOurs({ newsId }))),
    content: async ({ to: person, lines }) => {
      const line = lines.find((one) => one.itemId === itemId);
      if (!line) return { stop: DONE };
      const text = `<@${person.slackUserId}> ${said(line)}`;
      return { message: { text, metadata: { event_type: NEWS_EVENT, event_payload: { newsId } } } };
    },
  };
}
