import { beginPostingCard } from '../../../core/cards/begin-posting-card.ts';
import { moveCard } from '../../../core/cards/move-card.ts';
import { readCardItem } from '../../../core/cards/read-card-item.ts';
import { recordCardNotPosted } from '../../../core/cards/record-card-not-posted.ts';
import { recordCardShown } from '../../../core/cards/record-card-shown.ts';
import { releaseCard } from '../../../core/cards/release-card.ts';
import { type HeldCard, takeCard } from '../../../core/cards/take-card.ts';
import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import { routeFor } from '../../../core/domain/route.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { type Card, renderCard } from '../cards/render-card.ts';
import { attempt, type SlackFailure } from '../failures.ts';
import { busy, type Delivery, lookLater, QUIET, REPAIR_SECONDS, resultOf, retry } from './context.ts';
import { findCard } from './find-card.ts';
import { tellChannelBroken } from './tell-channel-broken.ts';

/** More than the rounds of any honest run; a card that will not settle goes back to the queue. */
const MOST_ROUNDS = 12;

/** What a round of work on a held card came to: go on with this card, or stop. */
type Round =
  | { next: HeldCard; shown?: true; withoutWords?: true }
  | { stop: JobResult; held: HeldCard | null; failure?: string };

/**
 * Posts an item's card or brings it up to date, until it shows what the item is now. There is one card per item whatever happens in
 * between: one worker holds it, and after a post whose answer was lost it is looked for before another is posted.
 */
export async function deliverCard(to: Delivery, itemId: string): Promise<JobResult> {
  const first = await readCardItem(to.line, itemId);
  if (!first) return DONE;
  const channel = routeFor(first.view.item, await to.line.settings(), to.channels);
  let card = await takeCard(to.line, itemId, channel);
  if (card === 'busy') return busy('card_busy');
  let shown = false;
  let withoutWords = false;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const read = await readCardItem(to.line, itemId);
    // Deliveries and notes change a card without a new version, so a run always shows the card once.
    const settled = read && shown && card.ts !== null && card.shownVersion === read.view.item.version;
    if (!read || (settled && !misplaced(to, card, read.view))) {
      await releaseCard(to.line, card);
      return DONE;
    }
    const rendered = renderCard(read.view, to.line.now(), {
      seenAt: read.seenAt,
      fallbackBecause: (await inPlace(to, card, read.view)) ? undefined : (card.failure ?? undefined),
      withoutWords,
    });
    const done: Round = await bring(to, card, read.view, rendered);
    if ('stop' in done) {
      if (done.failure !== undefined) await reportFailure(to, card, read.view, done.failure);
      if (done.held) await releaseCard(to.line, done.held, done.failure);
      return done.stop;
    }
    card = done.next;
    if (done.shown) shown = true;
    if (done.withoutWords) {
      if (withoutWords) return giveUp(to, card);
      withoutWords = true;
    }
  }
  await releaseCard(to.line, card);
  return retry('card_keeps_changing');
}

const misplaced = (to: Delivery, card: HeldCard, view: ItemView): boolean =>
  view.item.sensitive && card.channel !== to.channels.sensitive;

const inPlace = async (to: Delivery, card: HeldCard, view: ItemView): Promise<boolean> =>
  card.channel === routeFor(view.item, await to.line.settings(), to.channels);

/** One step: move, look for, post or update. */
async function bring(to: Delivery, card: HeldCard, view: ItemView, rendered: Card): Promise<Round> {
  if (misplaced(to, card, view)) return moved(to, card, to.channels.sensitive, null);
  if (card.ts !== null) return update(to, card, card.ts, view, rendered);
  if (card.uncertain) return lookFor(to, card, view);
  return post(to, card, view, rendered);
}

async function lookFor(to: Delivery, card: HeldCard, view: ItemView): Promise<Round> {
  const held = await beginPostingCard(to.line, card, false);
  if (!held) return lost();
  const found = await findCard(to, held, view.item.reference);
  if (!found.ok) return failed(to, held, view, found.failure);
  if (found.value === null) return goOn(await recordCardNotPosted(to.line, held));
  const recorded = await recordCardShown(to.line, held, { ts: found.value, version: 0, inPlace: false });
  return recorded === 'lost' ? lost() : { next: recorded.card };
}

async function post(to: Delivery, card: HeldCard, view: ItemView, rendered: Card): Promise<Round> {
  const held = await beginPostingCard(to.line, card, true);
  if (!held) return lost();
  const posted = await attempt(() => to.slack.chat.postMessage({ channel: held.channel, ...rendered, ...QUIET }));
  if (posted.ok && posted.value.ts) return showing(to, held, posted.value.ts, view);
  if (posted.ok || posted.failure.kind === 'unknown') {
    to.line.log.warn(
      { channel: held.channel },
      'no answer from Slack to a card; it is looked for before another is posted',
    );
    return { stop: lookLater(), held };
  }
  const certain = await recordCardNotPosted(to.line, held);
  if (!certain) return lost();
  return failed(to, certain, view, posted.failure);
}

async function update(to: Delivery, card: HeldCard, ts: string, view: ItemView, rendered: Card): Promise<Round> {
  const held = await beginPostingCard(to.line, card, false);
  if (!held) return lost();
  const updated = await attempt(() => to.slack.chat.update({ channel: held.channel, ts, ...rendered, ...QUIET }));
  if (updated.ok) return showing(to, held, ts, view);
  if (updated.failure.kind === 'gone') return goOn(await recordCardNotPosted(to.line, held));
  // Slack no longer lets us change it: another takes its place.
  if (updated.failure.kind === 'locked') return moved(to, held, held.channel, null);
  return failed(to, held, view, updated.failure);
}

async function showing(to: Delivery, card: HeldCard, ts: string, view: ItemView): Promise<Round> {
  const recorded = await recordCardShown(to.line, card, {
    ts,
    version: view.item.version,
    inPlace: await inPlace(to, card, view),
  });
  return recorded === 'lost' ? lost() : { next: recorded.card, shown: true };
}

/** A channel that cannot be used: the mandatory one instead, never for a sensitive item. Everything else waits or stops. */
async function failed(to: Delivery, card: HeldCard, view: ItemView, failure: SlackFailure): Promise<Round> {
  if (failure.kind === 'channel' && !view.item.sensitive && card.channel !== to.channels.main) {
    to.line.log.error(
      { channel: card.channel, code: failure.code },
      'a Slack channel cannot be used; its card goes to SLACK_CHANNEL',
    );
    return moved(to, card, to.channels.main, failure.code);
  }
  if (failure.kind === 'refused') return { next: card, withoutWords: true };
  if (failure.kind === 'channel' || failure.kind === 'account') {
    return { stop: retry(failure.code, REPAIR_SECONDS), held: card, failure: failure.code };
  }
  return { stop: resultOf(failure), held: card };
}

async function moved(to: Delivery, card: HeldCard, channel: string, failure: string | null): Promise<Round> {
  return goOn(await moveCard(to.line, card, channel, failure));
}

const lost = (): Round => ({ stop: busy('card_busy'), held: null });
const goOn = (card: HeldCard | null): Round => (card ? { next: card } : lost());

async function giveUp(to: Delivery, card: HeldCard): Promise<JobResult> {
  to.line.log.error({ channel: card.channel }, 'Slack refuses a card even without its words');
  await releaseCard(to.line, card, 'refused');
  return { kind: 'refused', reason: 'card_refused' };
}

async function reportFailure(to: Delivery, card: HeldCard, view: ItemView, code: string): Promise<void> {
  to.line.log.error({ channel: card.channel, code }, 'a card cannot be shown in Slack; it is tried again');
  // Once per card: its failure is written down after this.
  if (view.item.sensitive && card.failure === null) await tellChannelBroken(to, code);
}
