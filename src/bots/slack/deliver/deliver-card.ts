import { routeFor } from '../../../core/domain/staff/route.ts';
import type { JobResult } from '../../../core/domain/work/job-result.ts';
import type { Post } from '../../../core/posts/hold-post.ts';
import { replaceThread } from '../../../core/posts/replace-thread.ts';
import { type CardItem, readCardItem } from '../../../core/views/show-item.ts';
import { CARD_EVENT, renderCard } from '../cards/render-card.ts';
import { bringPost, type PostSpec } from './bring-post.ts';
import { awayFromOpen, type Delivery } from './context.ts';
import { carries, findPost } from './find-message.ts';
import { tellChannelBroken } from './tell-channel-broken.ts';

/** Posts an item's card or brings it up to date, until it shows what the item is now. */
export const deliverCard = (to: Delivery, itemId: string): Promise<JobResult> => bringPost(to, cardPost(to, itemId));

/** One live card an item: of a sensitive one in the restricted channel, and nowhere else when that fails. */
function cardPost(to: Delivery, itemId: string): PostSpec<CardItem> {
  let withoutWords = false;
  const home = async ({ view }: CardItem) => routeFor(view.item, await to.line.settings(), to.channels);
  return {
    wanted: { kind: 'card', key: itemId, itemId },
    read: () => readCardItem(to.line, itemId),
    place: async (about) => ({ ok: true, value: { channel: await home(about) } }),
    version: ({ view }) => view.item.version,
    mustMove: ({ view }, post) => awayFromOpen(to, view.item, post.channel),
    instead: ({ view }) => (view.item.sensitive ? null : to.channels.main),
    find: (post, { view }) => findCard(to, post, view.item),
    replaced: () => replaceThread(to.line, itemId),
    content: async (about, post) => {
      const fallbackBecause = (await home(about)) === post.channel ? undefined : (post.failure ?? undefined);
      const { view, seenAt } = about;
      return { message: renderCard(view, to.line.now(), { seenAt, fallbackBecause, withoutWords }) };
    },
    met: async (failure, { view }, post) => {
      const channel = post?.channel;
      if (failure.kind === 'refused') {
        if (!withoutWords) {
          withoutWords = true;
          return 'again';
        }
        to.line.log.error({ channel }, 'Slack refuses a card even without its words');
        return { kind: 'refused', reason: 'card_refused' };
      }
      if (failure.kind !== 'channel' && failure.kind !== 'account') return undefined;
      const { code } = failure;
      to.line.log.error({ channel, code }, 'a card cannot be shown in Slack; it is tried again');
      // Once per card: its failure is written down after this.
      if (view.item.sensitive && post?.failure === null) await tellChannelBroken(to, code);
      return undefined;
    },
  };
}

/** Looks in the card's channel for a card posted without its answer coming back. */
export const findCard = (to: Delivery, card: Post, { reference }: { reference: string }) =>
  findPost(to, card, (message) => carries(message, CARD_EVENT, { reference }));
