import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { Door } from '../../core/domain/door.ts';
import type { Line } from '../../core/line.ts';

const LARGEST_BODY = 1024 * 1024;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Answers 200 only once the effect is committed; on 5xx Telegram delivers again. Without the secret the body is never read. */
export function makeWebhook(secret: string, line: Line, handle: (update: Update) => Promise<void>): Door {
  const wanted = digest(secret);
  return {
    largestBody: LARGEST_BODY,
    tooLarge: 400,
    refuse: (headers) => {
      const given = headers[SECRET_HEADER];
      return typeof given === 'string' && timingSafeEqual(digest(given), wanted) ? null : 401;
    },
    take: async (body) => {
      const update = readUpdateOf(body);
      if (update === null) return { status: 400 };
      try {
        await handle(update);
        return { status: 200 };
      } catch (error) {
        line.log.error({ err: error }, 'an update could not be handled; Telegram delivers it again');
        return { status: 503 };
      }
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function readUpdateOf(text: Buffer): Update | null {
  try {
    const body: unknown = JSON.parse(text.toString());
    return typeof body === 'object' && body !== null && 'update_id' in body ? (body as Update) : null;
  } catch {
    return null;
  }
}
