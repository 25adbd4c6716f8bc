import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Params } from './call.ts';
import { readJson, refuseHalves } from './checks.ts';
import { makeControl, type TelegramControl } from './control.ts';
import { makeFaults } from './faults.ts';
import { keep, restore } from './keep.ts';
import { METHODS } from './methods.ts';
import { readMultipart } from './multipart.ts';
import { noteCall } from './noted.ts';
import { ApiRefusal, badRequest } from './refusal.ts';
import { makeState, type State } from './state.ts';
import { makeUpdates, type Updates } from './updates.ts';

export type TelegramStandIn = {
  /** For `TELEGRAM_API_ROOT`. */
  apiRoot: string;
  controlUrl: string;
  control: TelegramControl;
  /** All it holds, for `kept` of the next start. */
  keep(): Buffer;
  close(): Promise<void>;
};

type Env = { Bindings: HttpBindings };
const HELD_MS = 15_000;

/** Telegram's Bot API on loopback, as strict as the real one for what the line uses. Everything is in memory. */
export async function startTelegramStandIn(options: {
  token: string;
  port?: number;
  clock?: () => Date;
  rate?: Partial<State['rate']>;
  kept?: Buffer | undefined;
}): Promise<TelegramStandIn> {
  const state = makeState(options.token, options.clock ?? (() => new Date()), options.rate);
  const updates = makeUpdates(state);
  if (options.kept) restore(state, updates, options.kept);
  const faults = makeFaults();
  const control = makeControl(state, updates, faults);
  const app = new Hono<Env>();
  app.all('/bot:token/:method', (context) => answer(context, state, updates, faults));
  app.get('/file/bot:token/:folder/:name', (context) => {
    const path = `${context.req.param('folder')}/${context.req.param('name')}`;
    const file = [...state.files.values()].find((one) => one.path === path);
    if (context.req.param('token') !== state.token || !file)
      return context.json({ ok: false, error_code: 404, description: 'Not Found' }, 404);
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mime ?? 'application/octet-stream' });
  });
  addControl(app, control);
  const { server, port } = await listen(app, options.port ?? 0);
  const root = `http://127.0.0.1:${port}`;
  return {
    apiRoot: root,
    controlUrl: `${root}/control`,
    control,
    keep: () => keep(state, updates),
    close: async () => {
      updates.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  context: Context<Env>,
  state: State,
  updates: Updates,
  faults: ReturnType<typeof makeFaults>,
): Promise<Response> {
  const name = context.req.param('method') ?? '';
  const method = METHODS[name];
  if (context.req.param('token') !== state.token) return refusal(context, new ApiRefusal(401, 'Unauthorized'));
  if (!method) return refusal(context, new ApiRefusal(404, 'Not Found'));
  const params = await readParams(context)
    .then(refuseHalves)
    .catch((error: unknown) => {
      if (error instanceof ApiRefusal) return error;
      throw error;
    });
  if (params instanceof ApiRefusal) return refusal(context, params);
  const fault = faults.take(name, params.chat_id === undefined ? undefined : Number(params.chat_id));
  if (fault) noteCall(state, name, params, fault.kind);
  if (fault?.kind === 'reset') return hangUp(context);
  if (fault?.kind === 'timeout') {
    await wait(HELD_MS, undefined, { signal: context.req.raw.signal, ref: false }).catch(() => undefined);
    return hangUp(context);
  }
  if (fault?.kind === '429')
    return refusal(
      context,
      new ApiRefusal(
        429,
        `Too Many Requests: retry after ${fault.retryAfterSeconds ?? 1}`,
        fault.retryAfterSeconds ?? 1,
      ),
    );
  if (fault?.kind === '400') return refusal(context, badRequest('wrong type of the web page content'));
  if (fault?.kind === '403') return refusal(context, new ApiRefusal(403, 'Forbidden: bot was blocked by the user'));
  if (fault?.kind === 'noVoices') return refusal(context, badRequest('VOICE_MESSAGES_FORBIDDEN'));
  if (fault?.kind === '500') return refusal(context, new ApiRefusal(500, 'Internal Server Error'));
  if (fault?.kind === 'idle') return context.json({ ok: true, result: true });
  try {
    const result = await method({ state, updates, params, gone: context.req.raw.signal });
    if (fault?.kind === 'answerLost') return hangUp(context);
    noteCall(state, name, params);
    return context.json({ ok: true, result });
  } catch (error) {
    if (error instanceof ApiRefusal) return refusal(context, error);
    throw error;
  }
}

function hangUp(context: Context<Env>): Response {
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function refusal(context: Context<Env>, error: ApiRefusal): Response {
  const parameters =
    error.retryAfterSeconds === undefined ? {} : { parameters: { retry_after: error.retryAfterSeconds } };
  return context.json(
    { ok: false, error_code: error.status, description: error.description, ...parameters },
    error.status as 400,
  );
}

async function readParams(context: Context<Env>): Promise<Params> {
  const type = context.req.header('content-type') ?? '';
  const query = context.req.query();
  if (type.includes('application/json'))
    return { ...query, ...(readJson(await context.req.text(), "can't parse JSON object") as Params) };
  if (type.includes('multipart/form-data'))
    return { ...query, ...readMultipart(Buffer.from(await context.req.arrayBuffer()), type) };
  if (type.includes('urlencoded')) return { ...query, ...(await context.req.parseBody()) };
  return query;
}

/** `POST /control/<method>` with `{ "args": [...] }`; bytes are base64 in `bytes`. `GET /control/events` tells which chat changed. */
function addControl(app: Hono<Env>, control: TelegramControl): void {
  app.get('/control/events', (context) =>
    streamSSE(context, async (stream) => {
      const stop = control.onChange((chatId) => void stream.writeSSE({ data: String(chatId) }));
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      stop();
    }),
  );
  app.post('/control/:method', async (context) => {
    const acts = control as unknown as Record<string, (...args: unknown[]) => unknown>;
    const name = context.req.param('method');
    const method = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (typeof method !== 'function') return context.json({ ok: false, error: 'no such act' }, 404);
    const { args } = (await context.req.json()) as { args: unknown[] };
    try {
      const result = await method(...args.map(withBytes));
      return context.json({ ok: true, result: result ?? null });
    } catch (error) {
      return context.json({ ok: false, error: (error as Error).message }, 400);
    }
  });
}

function withBytes(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || !('bytes' in value) || typeof value.bytes !== 'string')
    return value;
  return { ...value, bytes: Buffer.from(value.bytes, 'base64') };
}

function listen(app: Hono<Env>, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (address) =>
      resolve({ server, port: address.port }),
    ) as Server;
    server.once('error', reject);
  });
}
