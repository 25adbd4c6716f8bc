import type { Rooms } from './rooms.ts';

const BOX = { height: 26, gapX: 18, gapY: 36, letter: 7.2, padding: 18 };
const MARGIN = 40;
const HEAD = 74;
const SWEEPS = 24;
/** A room by where it lies, so that the eye finds the bots, core and what is around them. */
const GROUPS: [under: string, name: string, fill: string, line: string][] = [
  ['bots/slack/', 'the Slack bot', '#efe7fb', '#7a5bb5'],
  ['bots/', 'the Telegram bot', '#e0f0fb', '#2f7fb8'],
  ['core/', 'core', '#e6f4e8', '#3c8a4b'],
  ['', 'around it', '#f4f1e8', '#8a7a4a'],
];

type Node = { id: string; room: string | null; layer: number; x: number; width: number };
type Edge = { from: string; to: string; mutual: boolean };

/**
 * The rooms as a picture (SVG): a room stands above those it knows. An arrow that a longer way says already is left out; rooms that know each
 * other are joined in red. The same rooms give the same picture.
 */
export function drawRooms(rooms: Rooms): string {
  const known = new Map([...rooms].map(([room, to]) => [room, new Set(to.keys())] as const));
  const mutual = new Set<string>();
  for (const [from, all] of known) for (const to of all) if (known.get(to)?.has(from)) mutual.add(`${from} ${to}`);
  const down = withoutCircles(known);
  const layers = layersOf(down);
  const edges = reduced(down).map(([from, to]): Edge => ({ from, to, mutual: mutual.has(`${from} ${to}`) }));
  const { nodes, ways } = withWaypoints(layers, edges);
  const rows = inOrder(nodes, ways);
  place(rows, ways);
  return svg(rows, ways);
}

/** The same edges without those that lead back to where a walk in the order of names came from. */
function withoutCircles(known: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const down = new Map([...known.keys()].map((room) => [room, new Set<string>()]));
  const done = new Set<string>();
  const walk = (room: string, way: ReadonlySet<string>): void => {
    if (done.has(room)) return;
    for (const to of [...(known.get(room) ?? [])].sort()) {
      if (way.has(to)) continue;
      down.get(room)?.add(to);
      walk(to, new Set([...way, to]));
    }
    done.add(room);
  };
  for (const room of [...known.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)))
    walk(room, new Set([room]));
  return down;
}

/** From the top: what puts the line together, then bots, then core. */
const rank = (room: string): number =>
  /^(main|cli)\.ts$/.test(room)
    ? 0
    : /^(run|commands|sandbox)$/.test(room)
      ? 1
      : room.startsWith('bots/')
        ? 2
        : room.startsWith('core/')
          ? 3
          : 4;

/** How many steps a room stands above what knows nothing. */
function layersOf(down: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const layers = new Map<string, number>();
  const layerOf = (room: string): number => {
    const found = layers.get(room);
    if (found !== undefined) return found;
    const below = [...(down.get(room) ?? [])].map(layerOf);
    const layer = below.length === 0 ? 0 : Math.max(...below) + 1;
    layers.set(room, layer);
    return layer;
  };
  for (const room of down.keys()) layerOf(room);
  return layers;
}

/** Without the edges that a longer way makes needless. */
function reduced(down: ReadonlyMap<string, ReadonlySet<string>>): [from: string, to: string][] {
  const reach = new Map<string, Set<string>>();
  const reachOf = (room: string): Set<string> => {
    const found = reach.get(room);
    if (found) return found;
    const all = new Set<string>();
    for (const to of down.get(room) ?? []) for (const one of [to, ...reachOf(to)]) all.add(one);
    reach.set(room, all);
    return all;
  };
  return [...down].flatMap(([from, to]) =>
    [...to]
      .filter((one) => ![...to].some((other) => other !== one && reachOf(other).has(one)))
      .map((one): [string, string] => [from, one]),
  );
}

/** An edge over several layers gets a point to pass in each of them. */
function withWaypoints(layers: ReadonlyMap<string, number>, edges: readonly Edge[]) {
  const widthOf = (room: string) => nameOf(room).length * BOX.letter + BOX.padding;
  const nodes: Node[] = [...layers].map(([room, layer]) => ({ id: room, room, layer, x: 0, width: widthOf(room) }));
  const ways = edges.map(({ from, to, mutual }) => {
    const points = [from];
    for (let layer = (layers.get(from) ?? 0) - 1; layer > (layers.get(to) ?? 0); layer -= 1) {
      const id = `${from} ${to} ${layer}`;
      nodes.push({ id, room: null, layer, x: 0, width: 6 });
      points.push(id);
    }
    return { points: [...points, to], mutual };
  });
  return { nodes, ways };
}

type Ways = ReturnType<typeof withWaypoints>['ways'];

/** Each layer from left to right: every node near the middle of those it is joined with, over and over. */
function inOrder(nodes: readonly Node[], ways: Ways): Node[][] {
  const rows: Node[][] = [];
  for (const node of nodes) {
    const row = rows[node.layer] ?? [];
    rows[node.layer] = row;
    row.push(node);
  }
  for (const row of rows) row.sort((a, b) => (a.id < b.id ? -1 : 1));
  const { up, below } = joined(ways);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const upwards = sweep % 2 === 0;
    const along = upwards ? rows : [...rows].reverse();
    for (const row of along) sortBy(row, rows, upwards ? below : up);
  }
  return rows;
}

type Joined = Map<string, string[]>;
function joined(ways: Ways): { up: Joined; below: Joined } {
  const up: Joined = new Map();
  const below: Joined = new Map();
  for (const { points } of ways)
    for (let index = 1; index < points.length; index += 1) {
      const [over, under] = [points[index - 1] as string, points[index] as string];
      below.set(over, [...(below.get(over) ?? []), under]);
      up.set(under, [...(up.get(under) ?? []), over]);
    }
  return { up, below };
}

function sortBy(row: Node[], rows: readonly Node[][], neighbours: Joined): void {
  const places = new Map(rows.flatMap((all) => all.map(({ id }, index) => [id, (index + 0.5) / all.length] as const)));
  const wanted = new Map(
    row.map(({ id }) => {
      const at = (neighbours.get(id) ?? []).map((one) => places.get(one) ?? 0.5).sort((a, b) => a - b);
      const middle = at.length === 0 ? (places.get(id) ?? 0.5) : at.reduce((sum, one) => sum + one, 0) / at.length;
      return [id, middle] as const;
    }),
  );
  row.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
}

/** Pulls every node towards its neighbours, as far as those beside it leave room. */
function place(rows: readonly Node[][], ways: Ways): void {
  const { up, below } = joined(ways);
  const all = new Map(rows.flat().map((node) => [node.id, node]));
  for (const row of rows) {
    let x = 0;
    for (const node of row) {
      node.x = x + node.width / 2;
      x += node.width + BOX.gapX;
    }
    for (const node of row) node.x -= x / 2;
  }
  for (let sweep = 0; sweep < SWEEPS * 4; sweep += 1)
    for (const row of sweep % 2 === 0 ? rows : [...rows].reverse()) {
      const wanted = row.map((node) => {
        const near = [...(up.get(node.id) ?? []), ...(below.get(node.id) ?? [])].map((id) => all.get(id)?.x ?? 0);
        return near.length === 0 ? node.x : near.reduce((sum, one) => sum + one, 0) / near.length;
      });
      spread(row, wanted);
    }
}

/** As near as they can be to where they want to be, in their order: overlapping ones are moved as one. */
function spread(row: readonly Node[], wanted: readonly number[]): void {
  type Block = { nodes: Node[]; offsets: number[]; sum: number; at: number; width: number };
  const blocks: Block[] = [];
  row.forEach((node, index) => {
    const want = (wanted[index] ?? 0) - node.width / 2;
    let block: Block = { nodes: [node], offsets: [0], sum: want, at: want, width: node.width + BOX.gapX };
    for (let last = blocks.at(-1); last && last.at + last.width > block.at; last = blocks.at(-1)) {
      blocks.pop();
      const shift = last.width;
      const sum = last.sum + block.sum - shift * block.nodes.length;
      const nodes = [...last.nodes, ...block.nodes];
      const offsets = [...last.offsets, ...block.offsets.map((one) => one + shift)];
      block = { nodes, offsets, sum, at: sum / nodes.length, width: last.width + block.width };
    }
    blocks.push(block);
  });
  for (const { nodes, offsets, at } of blocks)
    nodes.forEach((node, index) => {
      node.x = at + (offsets[index] ?? 0) + node.width / 2;
    });
}

const groupOf = (room: string) => GROUPS.find(([under]) => room.startsWith(under)) ?? GROUPS[3];
const nameOf = (room: string): string => room.replace(/^bots\/slack\/|^bots\/|^core\//, '');
const round = (value: number): string => String(Math.round(value));

function svg(rows: readonly Node[][], ways: Ways): string {
  const all = new Map(rows.flat().map((node) => [node.id, node]));
  const left = Math.min(...rows.flat().map(({ x, width }) => x - width / 2)) - MARGIN;
  const right = Math.max(...rows.flat().map(({ x, width }) => x + width / 2)) + MARGIN;
  const step = BOX.height + BOX.gapY;
  const height = HEAD + rows.length * step + MARGIN;
  const yOf = (layer: number) => HEAD + (rows.length - 1 - layer) * step;
  const xOf = ({ x }: Node) => x - left;
  const arrows = ways.map(({ points, mutual }) => {
    const nodes = points.flatMap((id) => all.get(id) ?? []);
    const at = nodes.map((node, index): [number, number] => [
      xOf(node),
      yOf(node.layer) + (index === 0 ? BOX.height : index === nodes.length - 1 ? -2 : BOX.height / 2),
    ]);
    return `<path class="${mutual ? 'both' : 'one'}" d="${curve(at)}"/>`;
  });
  const boxes = rows.flat().flatMap((node) => {
    if (node.room === null) return [];
    const [, , fill, line] = groupOf(node.room) as (typeof GROUPS)[number];
    const [x, y] = [xOf(node), yOf(node.layer)];
    return [
      `<rect x="${round(x - node.width / 2)}" y="${y}" width="${round(node.width)}" height="${BOX.height}" rx="5" fill="${fill}" stroke="${line}"/>`,
      `<text x="${round(x)}" y="${y + 17}" text-anchor="middle">${nameOf(node.room)}</text>`,
    ];
  });
  const legend = GROUPS.map(
    ([, name, fill, line], index) =>
      `<rect x="${MARGIN + index * 150}" y="40" width="16" height="14" rx="3" fill="${fill}" stroke="${line}"/><text x="${MARGIN + 22 + index * 150}" y="52">${name}</text>`,
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(right - left)} ${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12">`,
    '<title>The rooms of src</title>',
    '<style>.one,.both{fill:none;stroke:#7b8794;stroke-width:1.1;marker-end:url(#tip)}.both{stroke:#c62828;stroke-width:2.2}text{fill:#1f2a37}</style>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#7b8794"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${MARGIN}" y="26" font-size="15" font-weight="bold">The rooms of src: each stands above those it knows</text>`,
    ...legend,
    ...arrows,
    ...boxes,
    '</svg>',
  ].join('\n')}\n`;
}

/** From point to point, upright where it passes one. */
function curve(points: readonly [number, number][]): string {
  const [[x, y], ...rest] = points as [[number, number], ...[number, number][]];
  let path = `M${round(x)} ${round(y)}`;
  let before = y;
  let beside = x;
  for (const [toX, toY] of rest) {
    const middle = (before + toY) / 2;
    path += `C${round(beside)} ${round(middle)} ${round(toX)} ${round(middle)} ${round(toX)} ${round(toY)}`;
    [beside, before] = [toX, toY];
  }
  return path;
}
