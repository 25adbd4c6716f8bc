import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { hostDoors } from './doors.ts';
import { exportDoor } from './export-door.ts';
import { Refused } from './foundation.ts';
import type { Host, Life } from './life.ts';

type Current = () => Life | null;
type Address = { host: string; port: number };
export type HttpParts = Address & {
  /** The life that answers; null between two of them. */
  current: Current;
  /** The sandbox alone has one, and serves on it what operators ask for as well. */
  page: Host['page'];
};

export type HttpServer = { port: number; stop(): Promise<void> };

/** Whoever sends slowly, or nothing at all, is cut off; so are header lines that no service sends, and connections beyond a number. */
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
};
const MOST_CONNECTIONS = 256;
const MOST_CONNECTIONS_OF_OPERATORS = 32;

/** The line's HTTP port. Resolves once it listens; throws when the port is taken. */
export function startHttp({ host, port, current, page }: HttpParts): Promise<HttpServer> {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok'));
  app.route(
    '/',
    exportDoor(() => current()?.foundation ?? null),
  );
  if (page) {
    serveOperators(app, current);
    app.route('/', page.routes);
  }
  const paths = Object.keys(current()?.doors ?? {});
  const doors = hostDoors(Object.fromEntries(paths.map((path) => [path, () => current()?.doors[path] ?? null])));
  const listener = getRequestListener(app.fetch);
  const server = createServer(LIMITS, (request, response) => {
    if (!doors.answers(request, response)) void listener(request, response);
  });
  // A sender that asks first is let send only after a door has judged its header lines.
  server.on('checkContinue', (request, response) => {
    if (doors.answers(request, response)) return;
    response.writeContinue();
    void listener(request, response);
  });
  server.maxConnections = MOST_CONNECTIONS;
  return listen(server, { host, port }, 'PORT');
}

/** What is for operators alone, on a port of its own: whoever reaches the other port learns nothing of how much is going on. */
export function startOps({ host, port, current }: Address & { current: Current }): Promise<HttpServer> {
  const app = new Hono();
  serveOperators(app, current);
  const server = createServer(LIMITS, getRequestListener(app.fetch));
  server.maxConnections = MOST_CONNECTIONS_OF_OPERATORS;
  return listen(server, { host, port }, 'OPS_PORT');
}

function serveOperators(app: Hono, current: Current): void {
  app.get('/readyz', async (context) =>
    (await current()?.ready()) ? context.text('ready') : context.text('not ready', 503),
  );
  app.get('/metrics', async (context) => {
    const life = current();
    if (!life) return context.text('restarting', 503);
    const { type, body } = await life.metrics();
    return context.body(body, 200, { 'content-type': type });
  });
}

function listen(server: Server, { host, port }: Address, setting: 'PORT' | 'OPS_PORT'): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, setting)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : port, stop: () => stop(server) });
    });
  });
}

function cannotListen(error: NodeJS.ErrnoException, setting: 'PORT' | 'OPS_PORT'): Error {
  const own = setting === 'PORT' ? 'a PORT' : 'an OPS_PORT (or 0: none)';
  const why =
    error.code === 'EADDRINUSE'
      ? `is taken: another process listens there. Give each process ${own} of its own`
      : `cannot be listened on (${error.code}): see HOST, PORT and OPS_PORT`;
  return new Refused(`${setting} ${why}.`, { cause: error });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
