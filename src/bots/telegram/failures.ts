import { GrammyError, HttpError } from 'grammy';
import type { SendFailure } from '../../core/channel/channel.ts';

export type TelegramFailure = SendFailure | { kind: 'not_modified' };

/** Sorts an error of a Bot API call. Anything that is none of Telegram's is thrown on. */
export function failureOf(error: unknown): TelegramFailure {
  if (error instanceof HttpError) return { kind: 'unknown' };
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: 'rate_limited', afterSeconds: parameters.retry_after ?? 1 };
  if (code === 403) return forbidden(description);
  // A wrong token (401, 404) or a server in trouble says nothing about the message: it must not be given up for that.
  if (code !== 400 && code !== 413) return { kind: 'unknown' };
  if (/message is not modified/i.test(description)) return { kind: 'not_modified' };
  return /user[ _]is[ _]deactivated|USER_DEACTIVATED/i.test(description)
    ? { kind: 'deactivated' }
    : { kind: 'refused', code: codeOf(description) };
}

/** An account that is gone is not one that shut us out; and who never began a talk with us did neither. */
function forbidden(description: string): TelegramFailure {
  if (/deactivated/i.test(description)) return { kind: 'deactivated' };
  if (/initiate conversation/i.test(description)) return { kind: 'refused', code: 'cannot_write_first' };
  return { kind: 'blocked' };
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
    [/(?:thread|topic)[ _](?:not found|deleted|closed|invalid)/i, 'topic_gone'],
  ];
  return known.find(([pattern]) => pattern.test(description))?.[1] ?? 'bad_request';
}
