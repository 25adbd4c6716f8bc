import type { IncomingMessage, ServerResponse } from 'node:http';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;
const LARGEST_BODY = 2 * 1024 * 1024;

/**
 * Lets only bodies through that hold an object: Bolt 5.1 reads a field of a signed `null` outside of every catch, and the rejection
 * that nobody handles would end the process. The signature is Bolt's to check, over the bytes as they came (`rawBody`).
 */
export const onlyObjects =
  (next: Listener): ((request: IncomingMessage, response: ServerResponse) => void) =>
  (request, response) => {
    const refuse = (status: number) => response.writeHead(status).end();
    readBody(request).then(
      (body) => {
        if (body === null) return refuse(413);
        if (!holdsObject(body, request.headers['content-type'])) return refuse(400);
        return next(Object.assign(request, { rawBody: body }), response);
      },
      // The sender went away in the middle: there is nobody to answer.
      () => response.destroy(),
    );
  };

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** As Bolt reads it: a form is an object itself, unless its `payload` takes its place. */
function holdsObject(body: Buffer, type: string | undefined): boolean {
  const text = body.toString();
  const form = type === 'application/x-www-form-urlencoded';
  const payload = form ? new URLSearchParams(text).get('payload') : text;
  if (payload === null) return true;
  try {
    const held: unknown = JSON.parse(payload);
    return typeof held === 'object' && held !== null && !Array.isArray(held);
  } catch {
    return false;
  }
}
