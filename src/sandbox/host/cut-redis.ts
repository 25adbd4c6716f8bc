import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type CutRedis = {
  /** For whoever wants Redis: the same user, password and database, by way of this pass. */
  url: string;
  /** Ends every connection and takes no more until it is given back. */
  cut(on: boolean): void;
  isCut(): boolean;
  close(): Promise<void>;
};

/**
 * A pass on loopback in front of a Redis that somebody else runs, so that the sandbox can take it away without touching it. Null for
 * `rediss://`: its certificate names the server itself.
 */
export async function cutRedis(given: string): Promise<CutRedis | null> {
  const to = new URL(given);
  if (to.protocol !== 'redis:') return null;
  const open = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    const far = connect(Number(to.port || 6379), to.hostname.replace(/^\[|\]$/g, ''));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // The other side hears of it by its own end.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = new URL(given);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    cut: (on) => {
      if (on === cut) return;
      cut = on;
      // Refused, as by a machine where nothing listens: clients tell that from a server which hangs up.
      if (!on) return void server.listen(port, '127.0.0.1');
      server.close();
      endAll();
    },
    isCut: () => cut,
    close: async () => {
      endAll();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
