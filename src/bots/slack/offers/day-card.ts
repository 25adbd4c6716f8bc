import { DONE, type JobResult } from '../../../core/domain/job-result.ts';
import { routeFor } from '../../../core/domain/route.ts';
import { type OfferDay, readOfferDay } from '../../../core/offers/read-offer-day.ts';
import { releaseOfferDay } from '../../../core/offers/release-offer-day.ts';
import { saveOfferDay } from '../../../core/offers/save-offer-day.ts';
import { type HeldDay, takeOfferDay } from '../../../core/offers/take-offer-day.ts';
import { busy, type Delivery, lookLater, QUIET, REPAIR_SECONDS, resultOf, retry } from '../deliver/context.ts';
import { carries, type FoundMessage, findInChannel } from '../deliver/find-message.ts';
import { attempt, type SlackFailure } from '../failures.ts';
import { DAY_EVENT, MOST_LINES, renderDay } from './render-day.ts';

const MOST_ROUNDS = 6;

/** Go on with the card as it is now, or stop. */
type Round = { next: HeldDay } | { stop: JobResult; held: HeldDay | null };

/**
 * Posts the card of an offer's day or brings it up to date. There is one whatever happens in between: one worker holds it, and after a post
 * whose answer was lost it is looked for before another is posted.
 */
export async function deliverOfferDay(
  to: Delivery,
  { offerId, day }: { offerId: string; day: string },
): Promise<JobResult> {
  const first = await readOfferDay(to.line, offerId, day, 0);
  if (!first) return DONE;
  const { sector, municipality, agency } = first.entry.facts;
  const routed = { kind: 'registration', sector, municipality, agency, sensitive: false } as const;
  const held = await takeOfferDay(to.line, { offerId, day }, routeFor(routed, await to.line.settings(), to.channels));
  if (held === 'busy') return busy('card_busy');
  let card = held;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const shown = await readOfferDay(to.line, offerId, day, MOST_LINES);
    const came: Round = shown ? await bring(to, card, shown) : { stop: DONE, held: card };
    if ('next' in came) card = came.next;
    else {
      if (came.held) await releaseOfferDay(to.line, came.held);
      return came.stop;
    }
  }
  await releaseOfferDay(to.line, card);
  return retry('card_keeps_changing');
}

/** One step: look for, post or update. */
async function bring(to: Delivery, card: HeldDay, shown: OfferDay): Promise<Round> {
  if (card.ts !== null) return update(to, card, card.ts, shown);
  return card.uncertain ? lookFor(to, card) : post(to, card, shown);
}

async function lookFor(to: Delivery, card: HeldDay): Promise<Round> {
  const held = await saveOfferDay(to.line, card, {});
  if (!held) return LOST;
  const isIt = (message: FoundMessage): boolean => carries(message, DAY_EVENT, { offer: held.offerId, day: held.day });
  const found = await findInChannel(to.slack, held.channel, held.createdAt, isIt);
  if (!found.ok) return failed(to, held, found.failure);
  return goOn(await saveOfferDay(to.line, held, { ts: found.value?.ts ?? null, uncertain: false }));
}

async function post(to: Delivery, card: HeldDay, shown: OfferDay): Promise<Round> {
  const held = await saveOfferDay(to.line, card, { uncertain: true });
  if (!held) return LOST;
  const content = renderDay(shown, held.day);
  const posted = await attempt(() => to.slack.chat.postMessage({ channel: held.channel, ...content, ...QUIET }));
  if (posted.ok && posted.value.ts) {
    const kept = await saveOfferDay(to.line, held, { ts: posted.value.ts, uncertain: false });
    return kept ? { stop: DONE, held: kept } : LOST;
  }
  if (posted.ok || posted.failure.kind === 'unknown') return { stop: lookLater(), held };
  const certain = await saveOfferDay(to.line, held, { uncertain: false });
  return certain ? failed(to, certain, posted.failure) : LOST;
}

async function update(to: Delivery, card: HeldDay, ts: string, shown: OfferDay): Promise<Round> {
  const held = await saveOfferDay(to.line, card, {});
  if (!held) return LOST;
  const content = renderDay(shown, held.day);
  const updated = await attempt(() => to.slack.chat.update({ channel: held.channel, ts, ...content, ...QUIET }));
  if (updated.ok) return { stop: DONE, held };
  // Deleted, or Slack no longer lets us change it: another takes its place.
  if (updated.failure.kind === 'gone' || updated.failure.kind === 'locked')
    return goOn(await saveOfferDay(to.line, held, { ts: null }));
  return failed(to, held, updated.failure);
}

/** A channel that cannot be used: the mandatory one instead. */
async function failed(to: Delivery, held: HeldDay, failure: SlackFailure): Promise<Round> {
  if (failure.kind === 'channel' && held.channel !== to.channels.main) {
    to.line.log.error(
      { offerId: held.offerId, channel: held.channel, code: failure.code },
      "a Slack channel cannot be used; an offer's daily card goes to SLACK_CHANNEL",
    );
    return goOn(await saveOfferDay(to.line, held, { channel: to.channels.main, ts: null, uncertain: false }));
  }
  if (failure.kind === 'channel' || failure.kind === 'account')
    return { stop: retry(failure.code, REPAIR_SECONDS), held };
  return { stop: resultOf(failure), held };
}

const LOST: Round = { stop: busy('card_busy'), held: null };
const goOn = (card: HeldDay | null): Round => (card ? { next: card } : LOST);
