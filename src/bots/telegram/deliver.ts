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
import { renderSays } from './render.ts';
import { sendAll } from './send.ts';

export type DeliverParts = { api: Api; line: Line; texts: Texts };

const BUSY_SECONDS = 1;

/**
 * Says to one resident what they are still to be told, in order. An answer that was lost on the way back is sent again: being told
 * twice beats not being told (docs/decisions/0006).
 */
export async function deliverToResident(
  parts: DeliverParts,
  { residentId }: { residentId: string },
): Promise<JobResult> {
  const pending = await takePendingSays(parts.line, residentId);
  if (pending === null) return DONE;
  if (pending === 'busy') return { kind: 'retry', reason: 'busy', afterSeconds: BUSY_SECONDS };
  try {
    return await sayInOrder(parts, residentId, pending);
  } finally {
    await releaseSays(parts.line, residentId);
  }
}

async function sayInOrder(
  { api, line, texts }: DeliverParts,
  residentId: string,
  pending: PendingSays,
): Promise<JobResult> {
  for (const { deliveryId, say } of pending.says) {
    const sent = await sendAll(api, pending.chatId, renderSays(texts, say, pending.language, pending.secondLanguage));
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
