import type { Server } from 'node:http';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { Life } from './life.ts';

export type HttpParts = {
  host: string;
  port: number;
  /** The life that answers; null between two of them. */
  current(): Life | null;
  /** The sandbox alone has one. */
  page: { routes: Hono } | null;
};

export type HttpServer = { port: number; stop(): Promise<void> };

/** The line's one HTTP port. Resolves once it listens; throws when the port is taken. */
export async function startHttp({ host, port, current, page }: HttpParts): Promise<HttpServer> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) =>
    (await current()?.ready()) ? context.text('ready') : context.text('not ready', 503),
  );
  app.get('/metrics', async (context) => {
    const life = current();
    if (!life) return context.text('restarting', 503);
    const { type, body } = await life.metrics();
    return context.body(body, 200, { 'content-type': type });
  });
  if (current()?.telegramWebhook)
    app.post(
      '/telegram/webhook',
      async (context) => (await current()?.telegramWebhook?.(context.req.raw)) ?? context.text('restarting', 503),
    );
  if (current()?.slackEvents)
    app.post('/slack/events', (context) => {
      const take = current()?.slackEvents;
      if (!take) return context.text('restarting', 503);
      take(context.env.incoming, context.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  if (page) app.route('/', page.routes);
  return listen(app, host, port);
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
