import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `through`: to the server behind. `cut`: its connections end at once. `starting`: it answers as PostgreSQL does while it starts. */
type Mood = 'through' | 'cut' | 'starting';

/** What PostgreSQL says then: an ErrorResponse (its documentation, 53.7 and appendix A). */
function startingUp(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from('E'), length, fields]);
}

/** A door before a PostgreSQL server that the test opens and shuts. `url`: the same database through it. */
export async function startFlakyServer(behind: string) {
  const target = new URL(behind);
  let mood: Mood = 'through';
  let refused = 0;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    keep(socket);
    if (mood === 'cut') {
      refused += 1;
      socket.destroy();
    } else if (mood === 'starting') {
      refused += 1;
      socket.once('data', () => socket.end(startingUp()));
    } else {
      const through = connect(Number(target.port || 5432), target.hostname);
      keep(through);
      socket.pipe(through).pipe(socket);
      socket.on('close', () => through.destroy());
      through.on('close', () => socket.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(behind);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    /** Connections that were turned away so far. */
    refused: () => refused,
    /** Ends what is connected, and meets what comes like this from now on. */
    turn: (next: Mood) => {
      mood = next;
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
