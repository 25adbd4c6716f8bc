import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Acknowledged, Kind, Retry } from './deliver-http.ts';
import { APP } from './state.ts';

const ACK_MS = 3_000;
const CONNECTIONS_MOST = 10;

type Waiting = Map<string, { socket: WebSocket; settle: (result: Acknowledged) => void }>;

/** The Socket Mode end: connections by ticket, each envelope to one of them. */
export function makeSockets() {
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waiting: Waiting = new Map();
  const arrivals = new Set<() => void>();
  const server = new WebSocketServer({ noServer: true });
  let turn = 0;

  const accept = (socket: WebSocket): void => {
    open.push(socket);
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id?: string; payload?: unknown };
      waiting.get(envelope_id ?? '')?.settle({ ok: true, payload: payload ?? {} });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1);
      for (const one of waiting.values())
        if (one.socket === socket) one.settle({ ok: false, reason: 'connection_failed' });
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.length, connection_info: { app_id: APP } }));
    for (const tell of arrivals) tell();
  };

  return {
    ticket: (): string | null => {
      if (open.length >= CONNECTIONS_MOST) return null;
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    attach: (http: Server) => {
      http.on('upgrade', (request, socket, head) => {
        const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
        if (!tickets.delete(ticket)) return void socket.destroy();
        server.handleUpgrade(request, socket, head, accept);
      });
    },
    count: () => open.length,
    tell: async (kind: Kind, payload: unknown, retry: Retry): Promise<Acknowledged> => {
      if (open.length === 0) await arrival(arrivals);
      turn += 1;
      const socket = open[turn % Math.max(open.length, 1)];
      return socket ? send(socket, waiting, kind, payload, retry) : { ok: false, reason: 'no_connection' };
    },
    /** Asks every connection to come back, as Slack does when it recycles a server. */
    disconnect: () => {
      for (const socket of open) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
        socket.close();
      }
    },
    close: () => {
      for (const socket of [...open]) socket.terminate();
      server.close();
    },
  };
}
export type Sockets = ReturnType<typeof makeSockets>;

/** A connection that comes within the time Slack waits. */
async function arrival(arrivals: Set<() => void>): Promise<void> {
  let tell: () => void = () => {};
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ACK_MS);
    tell = () => {
      clearTimeout(timer);
      resolve();
    };
    arrivals.add(tell);
  });
  arrivals.delete(tell);
}

/** One envelope over one connection, and its acknowledgement. */
async function send(
  socket: WebSocket,
  waiting: Waiting,
  kind: Kind,
  payload: unknown,
  retry: Retry,
): Promise<Acknowledged> {
  const envelope_id = randomUUID();
  const again = kind === 'events_api' && { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' };
  const accepts_response_payload = kind !== 'events_api';
  const result = await new Promise<Acknowledged>((settle) => {
    const timer = setTimeout(() => settle({ ok: false, reason: 'timeout' }), ACK_MS);
    waiting.set(envelope_id, {
      socket,
      settle: (outcome) => {
        clearTimeout(timer);
        settle(outcome);
      },
    });
    socket.send(JSON.stringify({ type: kind, envelope_id, payload, accepts_response_payload, ...again }));
  });
  waiting.delete(envelope_id);
  return result;
}
