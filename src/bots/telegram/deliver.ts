import type { Api } from 'grammy';
import { DONE, type JobResult } from '../../core/domain/job-result.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import {
  type PendingSays,
  recordAttempt,
  recordSaid,
  recordUndeliverable,
  releaseSays,
  takePendingSays,
} from '../../core/residents/pending-says.ts';
import type { TelegramFailure } from './failures.ts';
import { type MakeFile, makeFiles } from './make-files.ts';
import { renderSays } from './render.ts';
import { sendAll } from './send.ts';

export type DeliverParts = { api: Api; line: Line; texts: Texts; makeFile: MakeFile };

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

async function sayInOrder(
  parts: DeliverParts,
  residentId: string,
  pending: PendingSays,
  attempt: number,
): Promise<JobResult> {
  const { api, line, texts } = parts;
  for (const { deliveryId, say } of pending.says) {
    const rendered = renderSays(texts, say, pending.language, pending.secondLanguage);
    const { messages, failed } = await makeFiles(parts, pending.chatId, rendered);
    if (failed && attempt <= TRIES_FOR_FILE) {
      await recordAttempt(line, deliveryId, 'no_file');
      return { kind: 'retry', reason: 'no_file' };
    }
    const sent = await sendAll(api, pending.chatId, messages);
    if (sent.ok) {
      await recordSaid(line, residentId, deliveryId);
      continue;
    }
    const final = finalReason(sent.failure);
    if (final === null) {
      await recordAttempt(line, deliveryId, sent.failure.kind);
      return sent.failure.kind === 'rate_limited'
        ? { kind: 'retry', reason: 'rate_limited', afterSeconds: sent.failure.afterSeconds }
        : { kind: 'retry', reason: 'no_answer' };
    }
    await recordUndeliverable(line, residentId, deliveryId, final);
    line.log.warn(
      { deliveryId, reason: final, code: sent.failure.kind === 'refused' ? sent.failure.code : undefined },
      'a message cannot be delivered',
    );
  }
  return DONE;
}

function finalReason(failure: TelegramFailure): 'blocked' | 'refused' | null {
  return failure.kind === 'blocked' || failure.kind === 'refused' ? failure.kind : null;
}
