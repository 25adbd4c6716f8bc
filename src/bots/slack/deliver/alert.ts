import type { JobResult } from '../../../core/domain/work/job-result.ts';
import { readStandingCard } from '../../../core/posts/standing-posts.ts';
import { type CardItem, readCardItem } from '../../../core/views/show-item.ts';
import { codeOf } from '../failures.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { bringPost, type Place, type PostSpec } from './bring-post.ts';
import { awayFromOpen, type Delivery, linkTo, REPAIR_SECONDS, retry } from './context.ts';
import { deliverCard } from './deliver-card.ts';
import { carries, type FoundMessage, findInThread, findLately, tsOf } from './find-message.ts';

const { hasWords, words } = staffWords('staff-cards');

export const ALERT_EVENT = 'community_line_alert';

/** `reason` is a code: overdue, parked, late; any other is shown as it is. */
export type Alert = { itemId: string; reason: string };

/**
 * Tells staff that something about an item needs them: what is overdue goes to the leads, the rest into the item's thread. Never a word
 * of the resident, and a sensitive item is named in the restricted channel alone. An alert stands once, of one due time, in a day.
 */
export async function alert(to: Delivery, about: Alert): Promise<JobResult> {
  const read = await readCardItem(to.line, about.itemId);
  return bringPost(to, alertPost(to, about, Math.floor((read?.view.item.dueAt.getTime() ?? 0) / 1000)));
}

function alertPost(to: Delivery, { itemId, reason }: Alert, due: number): PostSpec<CardItem> {
  const isIt = (item: { reference: string }) => (message: FoundMessage) =>
    carries(message, ALERT_EVENT, { reference: item.reference, reason, of: String(due) });
  return {
    // An earlier version said it without a row: it is looked for in any case.
    wanted: { kind: 'alert', key: `${itemId}:${reason}:${due}`, itemId, uncertain: true },
    read: () => readCardItem(to.line, itemId),
    place: async ({ view }) => ({ ok: true, value: await placeOf(to, view.item, reason) }),
    mustMove: ({ view }, post) => awayFromOpen(to, view.item, post.channel),
    instead: ({ view }) => (view.item.sensitive ? null : to.channels.main),
    find: async (post, { view }) => {
      const { channel, thread } = await placeOf(to, view.item, reason);
      return thread === undefined || channel !== post.channel
        ? findLately(to, post.channel, isIt(view.item))
        : tsOf(await findInThread(to.slack, channel, thread, isIt(view.item)));
    },
    content: async ({ view }) => {
      const payload = { reference: view.item.reference, reason, of: String(due) };
      const text = await say(to, view.item, reason);
      return { message: { text, metadata: { event_type: ALERT_EVENT, event_payload: payload } } };
    },
    met: async (failure, { view }) => {
      // Somebody deleted the card that it belongs under: it goes under the next one.
      if (failure.kind === 'gone' && !reason.endsWith('overdue')) {
        await deliverCard(to, view.item.id);
        return retry(failure.code);
      }
      if (failure.kind === 'rate_limited' || failure.kind === 'unknown') return undefined;
      const code = codeOf(failure);
      to.line.log.error({ reason: code }, 'an alert cannot be posted in Slack; it is tried again');
      return retry(code, REPAIR_SECONDS);
    },
  };
}

type Item = CardItem['view']['item'];

async function placeOf(to: Delivery, item: Item, reason: string): Promise<Place> {
  const { main, sensitive, leads } = to.channels;
  if (reason.endsWith('overdue')) return { channel: item.sensitive ? sensitive : (leads ?? main) };
  const card = await readStandingCard(to.line, item.id);
  if (card && (!item.sensitive || card.channel === sensitive)) return { channel: card.channel, thread: card.ts };
  return { channel: item.sensitive ? sensitive : main };
}

async function say(to: Delivery, item: Item, reason: string): Promise<string> {
  const { reference, dueAt } = item;
  const said = words(hasWords(`alert.${reason}`) ? `alert.${reason}` : 'alert.other', {
    reference,
    reason: /^[a-z_]+$/.test(reason) ? reason : '',
    due: moment(dueAt),
  });
  const card = reason.endsWith('overdue') ? await readStandingCard(to.line, item.id) : null;
  const link = card && (await linkTo(to, card));
  return link === null ? said : `${said}\n${words('alert.card_link', { link: `<${link}>` })}`;
}
