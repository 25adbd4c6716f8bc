import { readCardItem } from '../../../core/cards/read-card-item.ts';
import { readStandingCard } from '../../../core/cards/read-standing-card.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { attempt } from '../failures.ts';
import { moment } from '../kit/moment.ts';
import { hasWords, words } from '../kit/words.ts';
import { type Delivery, QUIET, REPAIR_SECONDS, resultOf, retry } from './context.ts';
import { carries, type FoundMessage, findInChannel, findInThread } from './find-message.ts';

export const ALERT_EVENT = 'community_line_alert';

/** `reason` is a code: overdue, referral_overdue, parked, late; any other is shown as it is. */
export type Alert = { itemId: string; reason: string };

type Place = { channel: string; thread_ts?: string };

/**
 * Tells staff that something about an item needs them: what is overdue goes to the leads, the rest into the item's thread. Never a word
 * of the resident, and a sensitive item is named in the restricted channel alone. An alert stands once: it is looked for before it is posted.
 */
export async function alert(to: Delivery, { itemId, reason }: Alert): Promise<JobResult> {
  const read = await readCardItem(to.line, itemId);
  if (!read) return DONE;
  const { item } = read.view;
  const payload = { reference: item.reference, reason, of: String(Math.floor(item.dueAt.getTime() / 1000)) };
  const place = await placeOf(to, read.view, reason);
  let failure: JobResult = DONE;
  for (const channel of await channelsFor(to, read.view, place)) {
    const result = await tell(to, channel, await text(to, read.view, reason), payload);
    if (result.kind !== 'refused') return result;
    failure = retry(result.reason, REPAIR_SECONDS);
  }
  to.line.log.error(
    { reason: failure.kind === 'done' ? reason : failure.reason },
    'an alert cannot be posted in Slack; it is tried again',
  );
  return failure;
}

async function placeOf(to: Delivery, view: ItemView, reason: string): Promise<Place> {
  if (reason.endsWith('overdue')) {
    return { channel: view.item.sensitive ? to.channels.sensitive : (to.channels.leads ?? to.channels.main) };
  }
  const card = await readStandingCard(to.line, view.item.id);
  if (card && (!view.item.sensitive || card.channel === to.channels.sensitive)) {
    return { channel: card.channel, thread_ts: card.ts };
  }
  return { channel: view.item.sensitive ? to.channels.sensitive : to.channels.main };
}

/** Where to try, in order; a sensitive item's alert has nowhere else to go. */
async function channelsFor(to: Delivery, view: ItemView, place: Place): Promise<Place[]> {
  return view.item.sensitive || place.channel === to.channels.main ? [place] : [place, { channel: to.channels.main }];
}

async function text(to: Delivery, view: ItemView, reason: string): Promise<string> {
  const { reference, dueAt } = view.item;
  const said = words(hasWords(`alert.${reason}`) ? `alert.${reason}` : 'alert.other', {
    reference,
    reason: /^[a-z_]+$/.test(reason) ? reason : '',
    due: moment(dueAt),
  });
  const card = reason.endsWith('overdue') ? await readStandingCard(to.line, view.item.id) : null;
  const link =
    card && (await attempt(() => to.slack.chat.getPermalink({ channel: card.channel, message_ts: card.ts })));
  const address = link?.ok ? link.value.permalink : undefined;
  return address ? `${said}\n${words('alert.card_link', { link: `<${address}>` })}` : said;
}

/** `refused` here means: this place cannot be used. */
async function tell(
  to: Delivery,
  place: Place,
  said: string,
  payload: { reference: string; reason: string; of: string },
): Promise<JobResult> {
  const same = (message: FoundMessage) => carries(message, ALERT_EVENT, payload);
  const dayAgo = new Date(to.line.now().getTime() - 86_400_000);
  const before = place.thread_ts
    ? await findInThread(to.slack, place.channel, place.thread_ts, same)
    : await findInChannel(to.slack, place.channel, dayAgo, same);
  if (before.ok && before.value !== null) return DONE;
  const told = before.ok
    ? await attempt(() =>
        to.slack.chat.postMessage({
          ...place,
          text: said,
          metadata: { event_type: ALERT_EVENT, event_payload: payload },
          ...QUIET,
        }),
      )
    : before;
  if (told.ok) return DONE;
  const { failure } = told;
  return failure.kind === 'rate_limited' || failure.kind === 'unknown'
    ? resultOf(failure)
    : { kind: 'refused', reason: failure.code };
}
