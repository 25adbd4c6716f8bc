import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import type { ApiClientOptions } from 'grammy';

type Fetch = NonNullable<ApiClientOptions['fetch']>;
type Asked = {
  method: string;
  headers: Record<string, string>;
  body: string | Readable;
  signal: AbortSignal;
};

/**
 * As much of a fetch as calls of the Bot API need, over connections that are kept: a call is one request with its body in the same write, and
 * nothing of the web's own Request, Headers and streams is made for it.
 */
export function keepAliveFetch(root: string): Fetch {
  const secure = root.startsWith('https:');
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const open = secure ? requestHttps : requestHttp;
  const call = (url: string, { method, headers, body, signal }: Asked) =>
    new Promise((resolve, reject) => {
      const whole = typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
      const request = open(url, { method, agent, headers: { ...headers, ...whole } }, (answer) =>
        resolve({ ok: answer.statusCode === 200, status: answer.statusCode, json: () => readJson(answer) }),
      );
      const abort = () => request.destroy(new Error('the call was given up'));
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort);
      request.on('close', () => signal.removeEventListener('abort', abort));
      request.on('error', reject);
      if (typeof body === 'string') request.end(body);
      else body.on('error', (error) => request.destroy(error)).pipe(request);
    });
  return call;
}

async function readJson(answer: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}
