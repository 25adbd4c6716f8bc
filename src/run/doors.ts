import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door, DoorAnswer } from '../core/domain/door.ts';

/** All bodies that one door holds at once, in bytes: who knows no secret cannot fill the memory with forged ones. */
const HELD_TOGETHER = 32 * 1024 * 1024;
const BODY_WITHIN_MS = 10_000;
/** So long the sender of a refused body may go on, unread, to hear the answer; then the connection is cut. */
const LINGER_MS = 1_000;

export type DoorHost = {
  /** False for a path that is no door. */
  answers(request: IncomingMessage, response: ServerResponse): boolean;
};

/** Null between two lives of the line: who calls then is told to come again. Undefined: this line has no such door. */
type FindDoor = () => Door | null | undefined;

/** Reads what services send: judged by the header lines first, then the body, bounded in size, in time, and all together. */
export function hostDoors(doors: Readonly<Record<string, FindDoor>>): DoorHost {
  const held = new Map<string, number>();
  const serve = async (path: string, door: Door, request: IncomingMessage, response: ServerResponse) => {
    const refused = door.refuse(request.headers) ?? (declaresTooMuch(door, request) ? door.tooLarge : null);
    if (refused !== null) return end(request, response, { status: refused });
    if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
    let counted = 0;
    const hold = (bytes: number): boolean => {
      counted += bytes;
      held.set(path, (held.get(path) ?? 0) + bytes);
      return (held.get(path) as number) <= HELD_TOGETHER;
    };
    try {
      const body = await readBody(door, request, hold);
      if (body === null) return;
      end(request, response, Buffer.isBuffer(body) ? await door.take(body, request.headers) : body);
    } finally {
      held.set(path, (held.get(path) ?? 0) - counted);
    }
  };
  return {
    answers: (request, response) => {
      const path = (request.url ?? '').split('?', 1)[0] as string;
      const door = Object.hasOwn(doors, path) ? doors[path]?.() : undefined;
      if (door === undefined) return false;
      if (request.method !== 'POST') end(request, response, { status: 405 });
      else if (door === null) end(request, response, { status: 503 });
      else void serve(path, door, request, response);
      return true;
    },
  };
}

const declaresTooMuch = ({ largestBody }: Door, { headers }: IncomingMessage): boolean =>
  Number(headers['content-length'] ?? 0) > largestBody;

/** The body, or the answer to one that is too large, too slow or one too many; null when its sender went away. */
function readBody(
  door: Door,
  request: IncomingMessage,
  hold: (bytes: number) => boolean,
): Promise<Buffer | DoorAnswer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = (result: Buffer | DoorAnswer | null) => {
      clearTimeout(late);
      request.removeAllListeners('data');
      resolve(result);
    };
    const late = setTimeout(() => done({ status: 408 }), BODY_WITHIN_MS);
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > door.largestBody) return done({ status: door.tooLarge });
      if (!hold(chunk.length)) return done({ status: 503 });
      chunks.push(chunk);
    });
    request.once('end', () => done(Buffer.concat(chunks)));
    request.once('error', () => done(null));
    request.once('close', () => done(null));
  });
}

function end(request: IncomingMessage, response: ServerResponse, { status, body, type }: DoorAnswer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-length': Buffer.byteLength(body ?? ''),
    ...(type !== undefined && { 'content-type': type }),
  });
  response.end(body);
  if (request.complete) return;
  const { socket } = request;
  const cut = setTimeout(() => socket.destroy(), LINGER_MS);
  for (const event of ['end', 'close']) request.once(event, () => clearTimeout(cut));
}
