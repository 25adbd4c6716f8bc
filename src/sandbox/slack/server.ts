import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { makeControl, type NewChannel, type NewStaff, type SlackControl } from './control.ts';
import { makeFaults } from './faults.ts';
import { takeUpload } from './files.ts';
import { keep, restore } from './keep.ts';
import { SlackRefusal } from './refusal.ts';
import { takeResponse } from './response-url.ts';
import { makeSockets } from './sockets.ts';
import { type Json, makeState, type StandInOptions, type State } from './state.ts';
import { makeTellApp } from './tell-app.ts';
import { answerCall, type Env } from './web-api.ts';

export type SlackStandIn = {
  /** For `SLACK_API_URL`; ends in `/api/`. */
  apiUrl: string;
  controlUrl: string;
  control: SlackControl;
  /** Where the app takes requests over HTTP; undefined goes back to Socket Mode. */
  setEventsUrl(url: string | undefined): void;
  /** All it holds, for `kept` of the next start. */
  keep(): Buffer;
  close(): Promise<void>;
};

/** Who and what is there from the start. */
export type Team = { staff?: NewStaff[]; channels?: NewChannel[] };

/**
 * Slack's Web API on loopback, as strict as the real one for what the line uses. Everything is in memory.
 * Methods and errors are those of docs.slack.dev/reference/methods; requests to the app are signed as in
 * docs.slack.dev/authentication/verifying-requests-from-slack, Socket Mode is docs.slack.dev/apis/events-api/using-socket-mode.
 */
export async function startSlackStandIn(
  options: StandInOptions & { team?: Team; kept?: Buffer | undefined },
): Promise<SlackStandIn> {
  const state = makeState(options);
  if (options.kept) restore(state, options.kept);
  const sockets = makeSockets();
  const faults = makeFaults();
  const tellApp = makeTellApp(state, sockets);
  const control = makeControl(state, tellApp, sockets, faults);
  for (const person of options.team?.staff ?? []) control.addStaff(person);
  for (const channel of options.team?.channels ?? []) control.addChannel(channel);
  const app = new Hono<Env>();
  app.post('/api/:method', (context) => answerCall(context, state, sockets, faults));
  app.get('/api/:method', (context) => answerCall(context, state, sockets, faults));
  addFiles(app, state);
  addControl(app, control);
  const { server, port } = await listen(app, options.port ?? 0);
  sockets.attach(server);
  state.root = `http://127.0.0.1:${port}`;
  return {
    apiUrl: `${state.root}/api/`,
    controlUrl: `${state.root}/control`,
    control,
    keep: () => keep(state),
    setEventsUrl: (url) => void tellApp.setUrl(url),
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Uploads, downloads with the bot's token, and answers at a `response_url`. */
function addFiles(app: Hono<Env>, state: State): void {
  app.post('/upload/v1/:token', async (context) => {
    const multipart = context.req.header('content-type')?.includes('multipart/form-data');
    const part = multipart
      ? Object.values(await context.req.parseBody()).find((one) => one instanceof File)
      : undefined;
    const bytes = Buffer.from(await (part ?? context.req).arrayBuffer());
    if (!takeUpload(state, context.req.param('token'), bytes)) return context.text('upload failed', 400);
    return context.text(`OK - ${bytes.length}`);
  });
  app.get('/files-pri/:id/:name', (context) => {
    const file = state.files.get(context.req.param('id'));
    // As the real one: without the token there is no error but the page to sign in.
    if (context.req.header('authorization') !== `Bearer ${state.botToken}` || !state.scopes.includes('files:read'))
      return context.html('<!DOCTYPE html><title>Sign in</title>');
    if (!file?.bytes) return context.text('not found', 404);
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mimetype });
  });
  app.post('/response/:token', async (context) => {
    try {
      takeResponse(state, context.req.param('token'), (await context.req.json()) as Json);
      return context.text('ok');
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      return context.json({ ok: false, error: error.code, ...error.extra }, error.code.endsWith('_url') ? 404 : 400);
    }
  });
}

/** `POST /control/<method>` with `{ "args": [...] }`; bytes go in and out as base64 in `bytes`. `GET /control/events` tells of every change. */
function addControl(app: Hono<Env>, control: SlackControl): void {
  app.get('/control/events', (context) =>
    streamSSE(context, async (stream) => {
      const stop = control.onChange((where) => void stream.writeSSE({ data: where }));
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      stop();
    }),
  );
  app.post('/control/:method', async (context) => {
    const name = context.req.param('method');
    const acts = control as unknown as Record<string, (...args: unknown[]) => unknown>;
    const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!act) return context.json({ ok: false, error: 'no such act' }, 404);
    const { args = [] } = (await context.req.json()) as { args?: unknown[] };
    try {
      const result = await act(...args.map(withBytes));
      return context.json({
        ok: true,
        result: Buffer.isBuffer(result) ? { bytes: result.toString('base64') } : (result ?? null),
      });
    } catch (error) {
      return context.json({ ok: false, error: (error as Error).message }, 400);
    }
  });
}

function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (value === null || typeof value !== 'object') return value;
  if ('bytes' in value && typeof value.bytes === 'string')
    return { ...value, bytes: Buffer.from(value.bytes, 'base64') };
  return value;
}

function listen(app: Hono<Env>, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (address) =>
      resolve({ server, port: address.port }),
    ) as Server;
    server.once('error', reject);
  });
}
