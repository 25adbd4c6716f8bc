import { monitorEventLoopDelay } from 'node:perf_hooks';
import postgres from 'postgres';
import { startOfDay } from '../src/core/domain/time/local-time.ts';
import { summary } from '../src/core/reports/summary.ts';
import { connect } from '../src/db/client.ts';
import type { FiguresFigure, SummaryFigure } from './figures.ts';
import { benchLine } from './line.ts';
import { median } from './percentile.ts';

/** The process that reports. Its figures are of the last three months of what was put in. */
const url = process.argv[2] ?? '';
const SCANS = 3;
const TO = '2026-09-30';
const PERIODS = [
  ['a quarter, for sharing', '2026-07-01', 'sharing'],
  ['a quarter, exact', '2026-07-01', 'internal'],
  ['90 days, for sharing', '2026-07-03', 'sharing'],
] as const;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** By one process of the server, as the summary is. */
async function scan(): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`set max_parallel_workers_per_gather = 0`;
  const times: number[] = [];
  for (let time = 0; time < SCANS; time += 1)
    times.push(await seconds(() => sql`select count(first_response_at), count(satisfaction) from items`.execute()));
  await sql.end();
  return median(times);
}

const scanSeconds = await scan();
const database = connect(url, { max: 2 });
const line = await benchLine(database);
const instant = (day: string, days = 0): Date => {
  const at = startOfDay(day, days);
  if (!at) throw new Error(`no day: ${day}`);
  return at;
};

const summaries: SummaryFigure[] = [];
for (const [name, from, audience] of PERIODS) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let received: unknown = null;
  const took = await seconds(async () => {
    const period = { from: instant(from), to: instant(TO, 1), kind: 'all', audience } as const;
    received = (await summary.document(line, period)).headline[0]?.value.now;
  });
  delay.disable();
  summaries.push({ name, seconds: took, longestHoldMs: delay.max / 1e6, received });
}
await database.close();
const figure: FiguresFigure = { scanSeconds, summaries, peakMb: process.resourceUsage().maxRSS / 1024 };
process.send?.(figure, () => process.disconnect());
