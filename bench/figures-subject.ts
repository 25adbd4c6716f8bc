import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { startOfDay } from '../src/core/domain/time/local-time.ts';
import { summary } from '../src/core/reports/summary.ts';
import { connect } from '../src/db/client.ts';
import type { FiguresFigure, SummaryFigure } from './figures.ts';
import { benchLine } from './line.ts';
import { median } from './percentile.ts';

/** The process that reports. Its figures are of the last three months of what was put in. */
const url = process.argv[2] ?? '';
const ROUNDS = 3;
const TO = '2026-09-30';
const PERIODS = [
  ['a quarter, exact', '2026-07-01', 'internal'],
  ['a quarter, for sharing', '2026-07-01', 'sharing'],
  ['90 days, for sharing', '2026-07-03', 'sharing'],
] as const;

/** What a summary is read from, of the items alone. */
const COLUMNS = `id, kind, type, municipality, sector, agency, language, channel, gender, age_band, communities, disability, closed_reason,
  satisfaction, received_at, due_at, first_response_at, closed_at, loop_closed_at, reopened_count, figure_number`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};
const several = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let time = 0; time < ROUNDS; time += 1) times.push(await seconds(work));
  return median(times);
};

/** One process of the server groups them once; and they are copied to this one, which throws them away. */
async function plainly(): Promise<{ groupSeconds: number; copySeconds: number }> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`set max_parallel_workers_per_gather = 0`;
  const groupSeconds = await several(() =>
    sql`select sector, count(*), sum(figure_number) from items group by sector`.execute(),
  );
  const copySeconds = await several(async () => {
    const rows = await sql.unsafe(`copy (select ${COLUMNS} from items) to stdout`).readable();
    rows.once('end', () => rows._read(0));
    await pipeline(rows, new Writable({ write: (_chunk, _encoding, done) => done() }));
  });
  await sql.end();
  return { groupSeconds, copySeconds };
}

/** How long other work of this process waited at most: by the clock, and what of it the process itself used the processor for. */
function watchHolds(): () => { longestMs: number; longestOwnMs: number } {
  let [last, cpu, longestMs, longestOwnMs] = [performance.now(), process.cpuUsage(), 0, 0];
  const probe = setInterval(() => {
    const [now, used] = [performance.now(), process.cpuUsage(cpu)];
    const own = Math.min(now - last, (used.user + used.system) / 1000);
    longestMs = Math.max(longestMs, now - last);
    longestOwnMs = Math.max(longestOwnMs, own);
    [last, cpu] = [now, process.cpuUsage()];
  }, 1);
  return () => {
    clearInterval(probe);
    return { longestMs, longestOwnMs };
  };
}

const database = connect(url, { max: 2 });
const line = await benchLine(database);
const instant = (day: string, days = 0): Date => {
  const at = startOfDay(day, days);
  if (!at) throw new Error(`no day: ${day}`);
  return at;
};

const summaries: SummaryFigure[] = [];
for (const [name, from, audience] of PERIODS) {
  let received: unknown = null;
  const holds = watchHolds();
  const cpu = process.cpuUsage();
  const took = await several(async () => {
    const period = { from: instant(from), to: instant(TO, 1), kind: 'all', audience } as const;
    received = (await summary.document(line, period)).headline[0]?.value.now;
  });
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1_000_000 / ROUNDS;
  summaries.push({ name, seconds: took, cpuSeconds, ...holds(), received });
}
await database.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
const figure: FiguresFigure = { ...(await plainly()), summaries, peakMb };
process.send?.(figure, () => process.disconnect());
