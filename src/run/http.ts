import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';

export type HttpParts = {
  host: string;
  port: number;
  /** Database and queue answer. */
  ready(): Promise<boolean>;
  metrics(): Promise<{ type: string; body: string }>;
  /** Absent while polling, or in a process without residents. */
  telegramWebhook?: (request: Request) => Promise<Response>;
  /** Absent with Socket Mode, or in a process without staff. */
  slackEvents?: (request: IncomingMessage, response: ServerResponse) => void;
};

export type HttpServer = { port: number; stop(): Promise<void> };

/** The line's one HTTP port. Resolves once it listens; throws when the port is taken. */
export async function startHttp(parts: HttpParts): Promise<HttpServer> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) =>
    (await parts.ready()) ? context.text('ready') : context.text('not ready', 503),
  );
  app.get('/metrics', async (context) => {
    const { type, body } = await parts.metrics();
    return context.body(body, 200, { 'content-type': type });
  });
  const { telegramWebhook, slackEvents } = parts;
  if (telegramWebhook) app.post('/telegram/webhook', (context) => telegramWebhook(context.req.raw));
  if (slackEvents) {
    app.post('/slack/events', (context) => {
      slackEvents(context.env.incoming, context.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
  return listen(app, parts.host, parts.port);
}

function listen(app: Hono<{ Bindings: HttpBindings }>, host: string, port: number): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
      server.off('error', reject);
      resolve({ port: address.port, stop: () => stop(server) });
    }) as Server;
    server.once('error', reject);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
