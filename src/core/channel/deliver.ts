import { addressWithin } from '../domain/address.ts';
import type { Say } from '../domain/say.ts';
import { DONE, type JobResult } from '../domain/work/job-result.ts';
import {
  holdSays,
  type PendingSay,
  type PendingSays,
  recordAnnounced,
  recordAttempt,
  recordSaid,
  recordUndeliverable,
  releaseSays,
  type Standing,
  takePendingSays,
} from '../residents/pending-says.ts';
import { sayNews } from '../turn/look.ts';
import { readArrived, withoutArrivedFiles, writeArrived } from './arrived.ts';
import type { ChannelOf, ResidentChannel, SendFailure, Sent, SentSoFar } from './channel.ts';
import { type FitParts, fitSays } from './fit-says.ts';
import { takeBack } from './take-back.ts';

export type DeliverParts = FitParts & { channelOf: ChannelOf };

const BUSY_SECONDS = 1;
/** So often a file that cannot be made is waited for; then the words go without it, and say so. */
const TRIES_FOR_FILE = 3;

/**
 * Says to one resident what they are still to be told, in order. An answer that was lost on the way back is sent again: being told
 * twice beats not being told (docs/decisions/0006).
 */
export async function deliverToResident(
  parts: DeliverParts,
  { residentId }: { residentId: string },
  attempt = 1,
): Promise<JobResult> {
  const pending = await takePendingSays(parts.line, residentId);
  if (pending === null) return DONE;
  if (pending === 'busy') return { kind: 'retry', reason: 'busy', afterSeconds: BUSY_SECONDS };
  try {
    const channel = parts.channelOf(pending.address);
    return channel
      ? await sayInOrder(parts, channel, residentId, pending, attempt)
      : { kind: 'retry', reason: 'no_channel' };
  } finally {
    await releaseSays(
      parts.line,
      residentId,
      pending.says.some(({ nameless }) => nameless),
    );
  }
}

/** All that is owed to one resident: what is to be said, and what is marked to go from their chat, which waits for no word of ours. */
export async function carryOutOwed(
  parts: DeliverParts,
  payload: { residentId: string },
  attempt?: number,
): Promise<JobResult> {
  const said = await deliverToResident(parts, payload, attempt);
  const taken = await takeBack(parts, payload.residentId);
  return said.kind === 'done' ? taken : said;
}

async function sayInOrder(
  parts: DeliverParts,
  channel: ResidentChannel,
  residentId: string,
  pending: PendingSays,
  attempt: number,
): Promise<JobResult> {
  for (const one of pending.says.filter(({ hushed }) => !hushed)) {
    const said = await sayOne(parts, channel, residentId, pending, one, attempt);
    if (said === 'no_file') {
      await recordAttempt(parts.line, one.deliveryId, 'no_file');
      return { kind: 'retry', reason: 'no_file' };
    }
    const { sent, without } = said;
    if (sent.ok) {
      const { standing, kept } = standingOf(channel, pending);
      await recordSaid(parts.line, residentId, one.deliveryId, standing, without);
      kept();
      continue;
    }
    const arrived = sent.soFar && writeArrived(pending.language, sent.soFar);
    const ended = await missed(parts, residentId, [one], sent, arrived);
    if (ended) return ended;
  }
  return announce(parts, channel, residentId, pending);
}

/** `no_file`: it waits for its file. `without`: that is not there, or is taken by nobody, so the words went without it and say so. */
async function sayOne(
  parts: DeliverParts,
  channel: ResidentChannel,
  residentId: string,
  pending: PendingSays,
  one: PendingSay,
  attempt: number,
): Promise<{ sent: Sent; without: boolean } | 'no_file'> {
  const { address, language } = pending;
  const before = readArrived(one.arrived, language);
  const owed = withoutArrivedFiles(one.say, before);
  const { says, failed, without } = await fitSays(parts, channel, address, owed, pending);
  if (failed && attempt <= TRIES_FOR_FILE) return 'no_file';
  // To make a file takes its time, and nobody else may say the same meanwhile.
  if (one.say.some(({ file }) => file)) await holdSays(parts.line, residentId);
  // What belongs to an item is kept under it, so that it can be taken back when the item becomes sensitive.
  const where = one.itemId === null ? address : addressWithin(address, one.within);
  const send = (told: readonly Say[], after: SentSoFar | undefined) =>
    channel.send(where, channel.render(told, pending), { about: one.itemId ?? undefined, after });
  const sent = await send(says, before);
  const refused = !sent.ok && sent.failure.kind === 'refused' && says.some(({ file }) => file);
  if (sent.ok || !refused || (sent.soFar?.files ?? 0) > before.files) return { sent, without };
  const left = await fitSays({ ...parts, makeFile: async () => null }, channel, address, owed, pending);
  return { sent: await send(left.says, sent.soFar), without: true };
}

/** What stands in the chat because of what was just said, to be recorded with it. */
function standingOf({ chats }: ResidentChannel, { address, kept: before }: PendingSays) {
  const noted = chats?.noted(address);
  const standing: Standing | undefined = noted && { kept: before, change: noted.change };
  return { standing, kept: noted?.kept ?? (() => {}) };
}

/** All that is hushed arrives as one neutral notice; the one before it goes. */
async function announce(
  parts: DeliverParts,
  channel: ResidentChannel,
  residentId: string,
  pending: PendingSays,
): Promise<JobResult> {
  const news = pending.says.filter(({ hushed }) => hushed);
  if (news.length === 0) return DONE;
  const { address, kept: before, language, secondLanguage } = pending;
  const { says } = await fitSays(parts, channel, address, [sayNews()], pending);
  const sent = await channel.send(address, channel.render(says, pending), {});
  if (!sent.ok) return (await missed(parts, residentId, news, sent)) ?? DONE;
  const { standing, kept } = standingOf(channel, pending);
  await recordAnnounced(parts.line, residentId, news, standing);
  kept();
  // What this does not reach is owed.
  await channel.chats?.takeBack({ kept: before, address, language, secondLanguage, blocked: false });
  return DONE;
}

/** Null: it will never arrive, and what comes after it may. */
async function missed(
  { line }: DeliverParts,
  residentId: string,
  says: readonly PendingSay[],
  { failure }: Extract<Sent, { ok: false }>,
  arrived?: string,
): Promise<JobResult | null> {
  const final = finalReason(failure);
  for (const { deliveryId } of says) {
    if (final === null) await recordAttempt(line, deliveryId, failure.kind, arrived);
    else {
      await recordUndeliverable(line, residentId, deliveryId, final);
      const code = failure.kind === 'refused' ? failure.code : undefined;
      line.log.warn({ reason: final, code }, 'a message cannot be delivered');
    }
  }
  return final === null ? retryAfter(failure) : null;
}

const finalReason = ({ kind }: SendFailure): 'blocked' | 'deactivated' | 'refused' | null =>
  kind === 'blocked' || kind === 'deactivated' || kind === 'refused' ? kind : null;

const retryAfter = (failure: SendFailure): JobResult =>
  failure.kind === 'rate_limited'
    ? { kind: 'retry', reason: 'rate_limited', afterSeconds: failure.afterSeconds }
    : { kind: 'retry', reason: 'no_answer' };
