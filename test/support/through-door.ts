import type { RequestListener } from 'node:http';
import type { Door } from '../../src/core/domain/door.ts';
import { hostDoors } from '../../src/run/doors.ts';

/** Serves a door as the line does, at every path that services call. */
export function throughDoor(door: () => Door | undefined): RequestListener {
  const find = () => door() ?? null;
  const host = hostDoors({ '/slack/events': find, '/telegram/webhook': find });
  return (request, response) => {
    if (!host.answers(request, response)) response.writeHead(404).end();
  };
}
