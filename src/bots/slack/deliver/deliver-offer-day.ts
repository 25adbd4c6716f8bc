import { routeFor } from '../../../core/domain/staff/route.ts';
import type { JobResult } from '../../../core/domain/work/job-result.ts';
import { type OfferDay, readOfferDay } from '../../../core/offers/read-offer-day.ts';
import { DAY_EVENT, MOST_LINES, renderDay } from '../offers/render-day.ts';
import { bringPost, type PostSpec } from './bring-post.ts';
import type { Delivery } from './context.ts';
import { carries, findPost } from './find-message.ts';

/** Posts the card of an offer's day or brings it up to date. */
export const deliverOfferDay = (to: Delivery, about: { offerId: string; day: string }): Promise<JobResult> =>
  bringPost(to, dayPost(to, about));

const dayPost = (to: Delivery, { offerId, day }: { offerId: string; day: string }): PostSpec<OfferDay> => ({
  wanted: { kind: 'offer_day', key: `${offerId}:${day}`, offerId },
  read: () => readOfferDay(to.line, offerId, day, MOST_LINES),
  place: async ({ entry }) => {
    const { sector, municipality, agency } = entry.facts;
    const routed = { kind: 'registration', sector, municipality, agency, sensitive: false } as const;
    return { ok: true, value: { channel: routeFor(routed, await to.line.settings(), to.channels) } };
  },
  version: () => 0,
  instead: () => to.channels.main,
  find: (post) => findPost(to, post, (message) => carries(message, DAY_EVENT, { offer: offerId, day })),
  content: async (shown) => ({ message: renderDay(shown, day) }),
});
