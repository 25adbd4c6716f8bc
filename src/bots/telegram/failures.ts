import { GrammyError, HttpError } from 'grammy';
import type { SendFailure } from '../../core/channel/channel.ts';

export type TelegramFailure = SendFailure | { kind: 'not_modified' };

/** Sorts an error of a Bot API call. Anything that is none of Telegram's is thrown on. */
export function failureOf(error: unknown): TelegramFailure {
  if (error instanceof HttpError) return { kind: 'unknown' };
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: 'rate_limited', afterSeconds: parameters.retry_after ?? 1 };
  if (code === 403) return { kind: 'blocked' };
  // A wrong token (401, 404) or a server in trouble says nothing about the message: it must not be given up for that.
  if (code !== 400 && code !== 413) return { kind: 'unknown' };
  if (/message is not modified/i.test(description)) return { kind: 'not_modified' };
  return { kind: 'refused', code: codeOf(description) };
}

/** A word for the log and the card; descriptions may quote what was sent. */
function codeOf(description: string): string {
  const known: [RegExp, string][] = [
    [/chat not found/i, 'chat_not_found'],
    [/can't parse entities/i, 'bad_markup'],
    [/too long/i, 'too_long'],
    [/message to (edit|delete) not found/i, 'message_gone'],
    [/message can't be (edited|deleted)/i, 'message_fixed'],
    [/query is too old/i, 'query_too_old'],
    [/file is too big/i, 'file_too_big'],
    [/file_id|file identifier/i, 'file_gone'],
    [/deactivated/i, 'deactivated'],
  ];
  return known.find(([pattern]) => pattern.test(description))?.[1] ?? 'bad_request';
}
