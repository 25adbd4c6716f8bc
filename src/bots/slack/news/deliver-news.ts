import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import {
  type NewsForStaff,
  passOnNews,
  quietSeconds,
  readStaffNews,
} from '../../../core/items/staff-news/read-staff-news.ts';
import { noteTold } from '../../../core/items/staff-news/told-news.ts';
import { bringPost, type PostSpec } from '../deliver/bring-post.ts';
import { type Delivery, retry } from '../deliver/context.ts';
import { findInThread, findLately, tsOf } from '../deliver/find-message.ts';
import { openDirectMessage } from '../deliver/open-direct-message.ts';
import { cardOf, isNews, newsMessage, newsMetadata, sayNews } from './news-message.ts';

export type OwedNews = { staffId: string; newsId: string; about: string };

/** An item was hidden or lost its words just now: what is to be said is read anew. */
const NEWS_CHANGED = 'news_changed';

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
    find: (post) => findLately(to, post.channel, isNews(newsId)),
    content: async ({ lines }, post) =>
      (await noteTold(to.line, post.id, lines))
        ? { message: await newsMessage(to, newsId, lines) }
        : { stop: retry(NEWS_CHANGED) },
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
    find: async () => tsOf(await findInThread(to.slack, card.channel, card.ts, isNews(newsId))),
    content: async ({ to: person, lines }, post) => {
      const line = lines.find((one) => one.itemId === itemId);
      if (!line) return { stop: DONE };
      if (!(await noteTold(to.line, post.id, [line]))) return { stop: retry(NEWS_CHANGED) };
      const text = `<@${person.slackUserId}> ${sayNews(line)}`;
      return { message: { text, metadata: newsMetadata(newsId) } };
    },
  };
}
