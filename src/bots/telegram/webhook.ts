import { timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { Line } from '../../core/line.ts';

const LARGEST_BODY = 1024 * 1024;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Answers 200 only once the effect is committed; on 5xx Telegram delivers again. */
export function makeWebhook(
  secret: string,
  line: Line,
  handle: (update: Update) => Promise<void>,
): (request: Request) => Promise<Response> {
  const wanted = Buffer.from(secret);
  return async (request) => {
    const given = Buffer.from(request.headers.get(SECRET_HEADER) ?? '');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
      return new Response('unauthorized', { status: 401 });
    const update = await readBody(request);
    if (update === null) return new Response('bad request', { status: 400 });
    try {
      await handle(update);
      return new Response('ok');
    } catch (error) {
      line.log.error(
        { err: error, updateId: update.update_id },
        'an update could not be handled; Telegram delivers it again',
      );
      return new Response('try again', { status: 503 });
    }
  };
}

async function readBody(request: Request): Promise<Update | null> {
  const text = await readText(request);
  if (text === null) return null;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'update_id' in body ? (body as Update) : null;
  } catch {
    return null;
  }
}

/** Null when there is more than an update can be; the rest is not read. */
async function readText(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
