// Prints what can be counted of the house from its source. Lines and files are told with no bar on them.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cruise, type Module } from './cruise.ts';
import { roomsOf, twoWay } from './rooms.ts';
import { ROOT } from './run-program.ts';

/** A file so short that one neighbour alone reads belongs into it, unless it is a verb that a person does. */
const SHORT = 30;
/** What holds a post in Slack: lease, mark, call, record, find again, move. What a kind of post says of itself is not among it. */
const OF_POSTS = /^src\/(core\/posts\/|bots\/slack\/deliver\/bring-post|db\/(queries|schema)\/work\/slack-posts)/;

const report = await cruise();
if (typeof report === 'string') throw new Error(report);
const modules = report.modules.filter(({ source }) => /^src\/.*\.ts$/.test(source));
const texts = new Map(
  await Promise.all(modules.map(async ({ source }) => [source, await readFile(join(ROOT, source), 'utf8')] as const)),
);
const linesOf = (source: string): number => (texts.get(source) ?? '').split('\n').length - 1;
const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

const rooms = roomsOf(report.modules);
const pairs = twoWay(rooms);
const casts = sum(
  [...texts].map(([source, text]) =>
    source.startsWith('src/sandbox/') ? 0 : [...text.matchAll(/\bas (unknown as|never)\b/g)].length,
  ),
);
const alone = (await forOneNeighbour(modules)).filter((source) => linesOf(source) <= SHORT);
const [fullest, most] = fullestFolder(modules);
const lengths = modules.map(({ source }) => linesOf(source)).sort((a, b) => a - b);
const at = (share: number): number => lengths[Math.floor((lengths.length - 1) * share)] ?? 0;

const rows: [name: string, value: string | number][] = [
  ['two-way folder pairs', pairs.length],
  ['casts (as unknown as, as never) outside the sandbox', casts],
  [`files of at most ${SHORT} lines with one importer, in their own folder`, alone.length],
  ['most files in one folder', `${most} (${fullest})`],
  [
    'lines of the post protocol',
    sum(modules.filter(({ source }) => OF_POSTS.test(source)).map(({ source }) => linesOf(source))),
  ],
  ['rooms', rooms.size],
  ['files', modules.length],
  ['lines', sum(lengths)],
  ['lines of a file: median, nine in ten, longest', `${at(0.5)}, ${at(0.9)}, ${at(1)}`],
];
for (const [name, value] of rows) process.stdout.write(`${name}: ${value}\n`);
for (const { pair, fewer } of pairs)
  process.stdout.write(`  two-way: ${pair}\n${fewer.map((one) => `    ${one}\n`).join('')}`);
if (process.argv.includes('--files')) for (const source of alone) process.stdout.write(`  one importer: ${source}\n`);

async function forOneNeighbour(all: readonly Module[]): Promise<string[]> {
  const importers = await importersWithJsx();
  for (const { source, dependencies } of all)
    for (const { resolved } of dependencies)
      importers.set(resolved, (importers.get(resolved) ?? new Set()).add(source));
  return all.flatMap(({ source }) => {
    const [first, ...more] = importers.get(source) ?? [];
    return first !== undefined && more.length === 0 && dirname(first) === dirname(source) ? [source] : [];
  });
}

/** Components are not among the modules (their JSX is not read), but what they import is. */
async function importersWithJsx(): Promise<Map<string, Set<string>>> {
  const importers = new Map<string, Set<string>>();
  const page = 'src/sandbox/page';
  const files = await readdir(join(ROOT, page), { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.tsx')).map((name) => join(page, name)))
    for (const [, path = ''] of (await readFile(join(ROOT, file), 'utf8')).matchAll(/ from '(\.[^']+)'/g)) {
      const resolved = join(dirname(file), path);
      importers.set(resolved, (importers.get(resolved) ?? new Set()).add(file));
    }
  return importers;
}

function fullestFolder(all: readonly Module[]): [folder: string, files: number] {
  const count = new Map<string, number>();
  for (const { source } of all) count.set(dirname(source), (count.get(dirname(source)) ?? 0) + 1);
  return [...count].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? ['', 0];
}
