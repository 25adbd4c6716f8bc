import type { Api } from 'grammy';
import type { BubbleKind } from '../../core/domain/bubbles.ts';
import { DONE, type JobResult } from '../../core/domain/job-result.ts';
import type { Say } from '../../core/domain/say.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import {
  type PendingSay,
  type PendingSays,
  recordAnnounced,
  recordAttempt,
  recordSaid,
  recordUndeliverable,
  releaseSays,
  takePendingSays,
} from '../../core/residents/pending-says.ts';
import { sayNews } from '../../core/turn/look.ts';
import type { TelegramFailure } from './failures.ts';
import { changeNoting, type KeepBubbles } from './keep-bubbles.ts';
import { type MakeFile, makeFiles } from './make-files.ts';
import { renderSays } from './render.ts';
import { type Sent, sendAll } from './send.ts';
import { takeBack, takeBackFrom } from './take-back.ts';
import type { Unkept } from './unkept.ts';

export type DeliverParts = {
  api: Api;
  line: Line;
  texts: Texts;
  makeFile: MakeFile;
  unkept: Unkept;
  keepBubbles: KeepBubbles;
};

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
    return await sayInOrder(parts, residentId, pending, attempt);
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
  residentId: string,
  pending: PendingSays,
  attempt: number,
): Promise<JobResult> {
  for (const one of pending.says.filter(({ hushed }) => !hushed)) {
    const { messages, failed } = await render(parts, pending, one.say);
    if (failed && attempt <= TRIES_FOR_FILE) {
      await recordAttempt(parts.line, one.deliveryId, 'no_file');
      return { kind: 'retry', reason: 'no_file' };
    }
    const sent = await send(parts, pending, messages, one.itemId ?? undefined);
    const ended = sent.ok
      ? await arrived(parts, residentId, pending, one)
      : await missed(parts, residentId, [one], sent);
    if (ended) return ended;
  }
  return announce(parts, residentId, pending);
}

const render = async (parts: DeliverParts, { address, language, secondLanguage }: PendingSays, say: Say[]) =>
  makeFiles(parts, address.text, renderSays(parts.texts, say, language, secondLanguage));

/** What belongs to an item is kept under it, so that it can be taken back when the item becomes sensitive. */
function send(
  { api, unkept }: DeliverParts,
  { address: { text: chatId } }: PendingSays,
  messages: Awaited<ReturnType<typeof render>>['messages'],
  itemId?: string,
): Promise<Sent> {
  const note = (id: number, kind: BubbleKind | undefined) =>
    unkept.note(chatId, id, true, kind ?? (itemId === undefined ? undefined : { about: itemId }));
  return sendAll(api, chatId, messages, { note });
}

async function arrived(
  parts: DeliverParts,
  residentId: string,
  pending: PendingSays,
  { deliveryId }: PendingSay,
): Promise<null> {
  const noted = parts.unkept.of(pending.address.text);
  await recordSaid(parts.line, residentId, deliveryId, {
    kept: pending.kept,
    change: changeNoting(parts.line, noted).change,
  });
  parts.unkept.drop(pending.address.text, noted);
  return null;
}

/** All that is hushed arrives as one neutral notice; the one before it goes. */
async function announce(parts: DeliverParts, residentId: string, pending: PendingSays): Promise<JobResult> {
  const news = pending.says.filter(({ hushed }) => hushed);
  if (news.length === 0) return DONE;
  const { messages } = await render(parts, pending, [sayNews()]);
  const sent = await send(parts, pending, messages);
  if (!sent.ok) return (await missed(parts, residentId, news, sent)) ?? DONE;
  const { address, kept, language, secondLanguage } = pending;
  const noted = parts.unkept.of(address.text);
  await recordAnnounced(parts.line, residentId, news, { kept, change: changeNoting(parts.line, noted).change });
  parts.unkept.drop(address.text, noted);
  // What this does not reach is owed.
  await takeBackFrom(parts, { kept, address, language, secondLanguage, blocked: false });
  return DONE;
}

/** Null: it will never arrive, and what comes after it may. */
async function missed(
  { line }: DeliverParts,
  residentId: string,
  says: readonly PendingSay[],
  { failure }: Extract<Sent, { ok: false }>,
): Promise<JobResult | null> {
  const final = finalReason(failure);
  for (const { deliveryId } of says) {
    if (final === null) await recordAttempt(line, deliveryId, failure.kind);
    else {
      await recordUndeliverable(line, residentId, deliveryId, final);
      const code = failure.kind === 'refused' ? failure.code : undefined;
      line.log.warn({ reason: final, code }, 'a message cannot be delivered');
    }
  }
  if (final !== null) return null;
  return failure.kind === 'rate_limited'
    ? { kind: 'retry', reason: 'rate_limited', afterSeconds: failure.afterSeconds }
    : { kind: 'retry', reason: 'no_answer' };
}

function finalReason(failure: TelegramFailure): 'blocked' | 'refused' | null {
  return failure.kind === 'blocked' || failure.kind === 'refused' ? failure.kind : null;
}
