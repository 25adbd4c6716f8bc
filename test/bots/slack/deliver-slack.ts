import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A failure for the next call of a method: a code, a 429, a 500, the answer lost after (`lost`) or before (`reset`) the effect, or one that says ok
 * after the effect and nothing more (`hollow`).
 */
export type Fault = { code: string } | { retryAfter: number } | 'http_500' | 'lost' | 'reset' | 'hollow';

export type Posted = {
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks?: unknown[];
  metadata?: { event_type: string; event_payload: Record<string, string> };
  files?: { id: string; title: string }[];
};

export type DeliverySlack = {
  apiUrl: string;
  posted: Posted[];
  /** Bytes by file id, once they were sent; gone once the file was deleted. */
  files: Map<string, Buffer>;
  calls: { method: string; args: Record<string, string> }[];
  failNext(method: string, fault: Fault): void;
  /** Refuses every call on a channel with this code, until null. */
  breakChannel(channel: string, code: string | null): void;
  /** Runs before the next call of the method takes effect. */
  beforeNext(method: string, work: () => Promise<void>): void;
  in(channel: string): Posted[];
  /** Everything that anybody can still read in Slack. */
  readable(): string;
  close(): Promise<void>;
};

/** The few Slack methods delivery uses, over HTTP, small enough to read: for faults at exact points. Pages of two, so that paging is real. */
export async function startDeliverySlack(): Promise<DeliverySlack> {
  const posted: Posted[] = [];
  const files = new Map<string, Buffer>();
  const calls: DeliverySlack['calls'] = [];
  const faults = new Map<string, Fault[]>();
  const before = new Map<string, () => Promise<void>>();
  const broken = new Map<string, string>();
  let clock = Date.now() * 1000;
  let fileIds = 0;

  const nextTs = () => {
    clock += 1000;
    return `${Math.floor(clock / 1e6)}.${String(clock % 1e6).padStart(6, '0')}`;
  };
  const find = (args: Record<string, string>) =>
    posted.find((message) => message.channel === args.channel && message.ts === args.ts);
  /** Under a message that was deleted a post stands loose in the channel, with an answer that says ok. */
  const stands = (args: Record<string, string>) =>
    posted.some(({ channel, ts }) => channel === args.channel && ts === args.thread_ts);
  const content = (args: Record<string, string>) => ({
    text: args.text ?? '',
    ...(args.blocks && { blocks: JSON.parse(args.blocks) as unknown[] }),
    ...(args.metadata && { metadata: JSON.parse(args.metadata) as NonNullable<Posted['metadata']> }),
  });
  const page = (all: Posted[], args: Record<string, string>) => {
    const start = Number(args.cursor ?? 0);
    const more = start + 2 < all.length;
    return {
      ok: true,
      messages: all.slice(start, start + 2),
      response_metadata: { next_cursor: more ? String(start + 2) : '' },
    };
  };

  const methods: Record<string, (args: Record<string, string>) => Record<string, unknown>> = {
    'chat.postMessage': (args) => {
      const message: Posted = { channel: args.channel as string, ts: nextTs(), ...content(args) };
      if (args.thread_ts && stands(args)) message.thread_ts = args.thread_ts;
      posted.push(message);
      const { thread_ts } = message;
      return { ok: true, ts: message.ts, channel: message.channel, message: { text: message.text, thread_ts } };
    },
    'chat.update': (args) => {
      const message = find(args);
      if (!message) return { ok: false, error: 'message_not_found' };
      Object.assign(message, content(args));
      return { ok: true, ts: message.ts };
    },
    'chat.delete': (args) => {
      const message = find(args);
      if (!message) return { ok: false, error: 'message_not_found' };
      posted.splice(posted.indexOf(message), 1);
      return { ok: true };
    },
    'chat.getPermalink': (args) => ({
      ok: true,
      permalink: `https://slack.invalid/${args.channel}/${args.message_ts}`,
    }),
    'conversations.history': (args) =>
      page(
        posted
          .filter((one) => one.channel === args.channel && !one.thread_ts && Number(one.ts) >= Number(args.oldest ?? 0))
          .reverse(),
        args,
      ),
    'conversations.replies': (args) =>
      page(
        posted.filter((one) => one.channel === args.channel && (one.ts === args.ts || one.thread_ts === args.ts)),
        args,
      ),
    'files.getUploadURLExternal': () => {
      fileIds += 1;
      return { ok: true, file_id: `F${fileIds}`, upload_url: `${origin()}/upload/F${fileIds}` };
    },
    'files.completeUploadExternal': (args) => {
      const shared = JSON.parse(args.files as string) as { id: string; title: string }[];
      posted.push({
        channel: args.channel_id as string,
        ts: nextTs(),
        ...(args.thread_ts && stands({ ...args, channel: args.channel_id ?? '' }) && { thread_ts: args.thread_ts }),
        text: args.initial_comment ?? '',
        files: shared,
      });
      return { ok: true, files: shared };
    },
    'files.info': (args) =>
      files.has(args.file as string) ? { ok: true, file: { id: args.file } } : { ok: false, error: 'file_not_found' },
    'conversations.open': (args) => ({ ok: true, channel: { id: `D${(args.users as string).slice(1)}` } }),
    'files.delete': (args) =>
      files.delete(args.file as string) ? { ok: true } : { ok: false, error: 'file_not_found' },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const upload = /^\/upload\/(F\d+)$/.exec(request.url ?? '');
    if (upload) {
      files.set(upload[1] as string, body);
      response.end('OK');
      return;
    }
    const method = (request.url ?? '').replace('/api/', '');
    const args = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    await before.get(method)?.();
    calls.push({ method, args });
    const fault = faults.get(method)?.shift();
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault === 'http_500') {
      response.writeHead(500).end('no');
      return;
    }
    if (typeof fault === 'object' && 'retryAfter' in fault) {
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end('{"ok":false,"error":"ratelimited"}');
      return;
    }
    const code =
      typeof fault === 'object' && 'code' in fault ? fault.code : broken.get(args.channel ?? args.channel_id ?? '');
    const result = code ? { ok: false, error: code } : methods[method]?.(args);
    if (fault === 'lost') {
      request.socket.destroy();
      return;
    }
    response.setHeader('content-type', 'application/json');
    const said = fault === 'hollow' ? { ok: true } : result;
    response.end(JSON.stringify(said ?? { ok: false, error: 'unknown_method' }));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${origin()}/api/`,
    posted,
    files,
    calls,
    failNext: (method, fault) => faults.set(method, [...(faults.get(method) ?? []), fault]),
    breakChannel: (channel, code) => (code === null ? broken.delete(channel) : broken.set(channel, code)),
    beforeNext: (method, work) => {
      before.set(method, async () => {
        before.delete(method);
        await work();
      });
    },
    in: (channel) => posted.filter((message) => message.channel === channel),
    readable: () => JSON.stringify(posted) + [...files.values()].map((bytes) => bytes.toString('utf8')).join(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
