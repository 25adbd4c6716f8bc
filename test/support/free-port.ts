import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to connections of their own (32768 on Linux, 49152 elsewhere), so that none takes it before it is used. */
const [FROM, BEFORE] = [20_000, 32_000];

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(randomInt(FROM, BEFORE), '127.0.0.1');
    const taken = await once(server, 'listening').then(
      () => false,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        return true;
      },
    );
    if (taken) continue;
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    return port;
  }
}
