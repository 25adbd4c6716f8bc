import type { Module } from './cruise.ts';

/** Where rooms lie side by side, the deepest first. */
const FLOORS = ['src/bots/slack/', 'src/bots/', 'src/core/', 'src/'];

/** The room of a file: the first step below src, bots, core or the Slack bot; a single file there is a room of its own. */
export function roomOf(path: string): string {
  const floor = FLOORS.find((one) => path.startsWith(one)) ?? '';
  return `${floor.slice('src/'.length)}${path.slice(floor.length).split('/')[0]}`;
}

/** Every room with the rooms it imports from, and for each the imports themselves. Sorted by name. */
export type Rooms = Map<string, Map<string, string[]>>;

export function roomsOf(modules: readonly Module[]): Rooms {
  const rooms: Rooms = new Map();
  const own = modules.filter(({ source }) => source.startsWith('src/'));
  for (const room of [...new Set(own.map(({ source }) => roomOf(source)))].sort()) rooms.set(room, new Map());
  for (const { source, dependencies } of own)
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      const known = rooms.get(from);
      if (!known || !rooms.has(to) || from === to) continue;
      known.set(to, [...(known.get(to) ?? []), `${source} → ${resolved}`]);
    }
  return rooms;
}

/** Rooms that know each other: `a ↔ b`, each with the imports of the side that has fewer. */
export function twoWay(rooms: Rooms): { pair: string; fewer: string[] }[] {
  const pairs: { pair: string; fewer: string[] }[] = [];
  for (const [from, known] of rooms)
    for (const [to, imports] of known) {
      const back = rooms.get(to)?.get(from);
      if (from >= to || !back) continue;
      pairs.push({ pair: `${from} ↔ ${to}`, fewer: back.length < imports.length ? back : imports });
    }
  return pairs;
}
