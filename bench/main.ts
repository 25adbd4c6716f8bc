import { closeBenchServer } from './database.ts';
import { type Held, measureExports } from './exports.ts';
import { measureFigures } from './figures.ts';
import { measurePage } from './page.ts';
import { median, percentile } from './percentile.ts';
import { measureReminders } from './reminders.ts';
import { measureSearch } from './search.ts';
import { measureSteps, type StepsFigure } from './steps.ts';
import { measureStorm } from './storm.ts';
import { measureTrips } from './trips.ts';
import { measureWholeLine } from './whole-line.ts';

/** Pairs, so that a machine whose speed drifts drifts for both. */
const PAIRS = 3;

const say = (text: string) => process.stdout.write(`${text}\n`);
const show = (name: string, { perSecond, p50, p99, roundTripsPerStep, cpuMicrosPerStep }: StepsFigure) =>
  say(
    `  ${name.padEnd(6)} ${perSecond.toFixed(0).padStart(6)} steps/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   round trips a step ${roundTripsPerStep.toFixed(2)}   processor ${cpuMicrosPerStep.toFixed(0)} µs`,
  );

/** `npm run bench -- search`, `-- steps`, `-- exports` or `-- figures` measures that alone, `-- trips` counts round trips alone. `-- figures 50000` is a small one. */
const [only, size] = process.argv.slice(2);

say(`Node ${process.version}, ${process.arch}; embedded PostgreSQL, durable settings`);
if (only === undefined || only === 'search') await showSearch();
if (only === undefined || only === 'trips') await showTrips();
if (only === undefined || only === 'steps') await showSteps();
if (only === undefined || only === 'exports') await showExports();
if (only === undefined || only === 'figures') await showFigures(Number(size ?? 1_000_000));
if (only !== undefined) {
  await closeBenchServer();
  process.exit();
}

say('2,000 residents press "Register" at once, 30 seats and 60 places in line, 3 processes on one database:');
const storm = await measureStorm();
say(
  `  ${storm.seated} seated, ${storm.waiting} waiting, ${storm.answered} answered   p50 ${storm.p50Seconds.toFixed(1)} s   p99 ${storm.p99Seconds.toFixed(1)} s   all in ${storm.seconds.toFixed(1)} s, ${(storm.seconds / storm.floorSeconds).toFixed(1)} times the floor`,
);

say('Everyone of one session is reminded, one process:');
const reminders = await measureReminders(50_000);
say(
  `  ${reminders.reminded} of ${reminders.people} reminded in ${reminders.seconds.toFixed(1)} s, ${(reminders.seconds / reminders.floorSeconds).toFixed(2)} times as many plain INSERTs   ${reminders.peakMb.toFixed(0)} MB   nobody left to remind: ${reminders.idleMs.toFixed(0)} ms`,
);

await closeBenchServer();

const whole = await measureWholeLine();
say('The whole line in one process, embedded, with stand-ins for both services:');
say(`  start-up to ready   fresh ${(whole.startMs / 1000).toFixed(1)} s, again ${(whole.againMs / 1000).toFixed(1)} s`);
say(
  `  from the tap on Send to the card in Slack   p50 ${percentile(whole.cardMs, 0.5).toFixed(0)} ms, slowest of ${whole.cardMs.length} ${Math.max(...whole.cardMs).toFixed(0)} ms`,
);

const page = await measurePage();
say('The sandbox page in Chromium, at 1440 pixels, nothing cached:');
say(
  `  first contentful paint   ${median(page.paintMs).toFixed(0)} ms, ${(median(page.paintMs) / median(page.floorPaintMs)).toFixed(1)} times a page of one word (${median(page.floorPaintMs).toFixed(0)} ms)`,
);
say(
  `  from the press on the phone to the card beside it   p50 ${percentile(page.cardMs, 0.5).toFixed(0)} ms, slowest of ${page.cardMs.length} ${Math.max(...page.cardMs).toFixed(0)} ms; ${(median(page.cardMs) / median(page.heardMs)).toFixed(2)} times what it takes until Slack has something new`,
);

async function showSteps(): Promise<void> {
  say('Dialogue steps over a webhook, 100 in flight, beside the floor (bare grammY, one INSERT, one sendMessage):');
  const ratios: { steps: number; processor: number }[] = [];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const floor = await measureSteps('floor');
    const line = await measureSteps('line');
    show('floor', floor);
    show('line', line);
    ratios.push({
      steps: line.perSecond / floor.perSecond,
      processor: floor.cpuMicrosPerStep / line.cpuMicrosPerStep,
    });
  }
  const told = (kind: 'steps' | 'processor') => {
    const all = ratios.map((ratio) => ratio[kind]);
    return `${all.map((ratio) => ratio.toFixed(2)).join(', ')}; median ${median(all).toFixed(2)}`;
  };
  say(`  ratio line/floor: ${told('steps')}`);
  say(`  by the processor alone, which a busy machine blurs less: ${told('processor')}`);
}

async function showSearch(): Promise<void> {
  say('`/line find` at 1,000,000 items, beside hashes of words in a table as they were before:');
  const search = await measureSearch(1_000_000);
  for (const { name, beforeMs, nowMs } of search.kinds)
    say(
      `  ${name.padEnd(30)} before ${beforeMs.toFixed(1)} ms   now ${nowMs.toFixed(1)} ms   ratio ${(nowMs / beforeMs).toFixed(2)}`,
    );
  say(
    `  the index in memory ${search.indexMb.toFixed(0)} MB, the process grew by ${search.grownMb.toFixed(0)} MB; read in ${search.loadSeconds.toFixed(1)} s after a start`,
  );
}

async function showFigures(items: number): Promise<void> {
  say(`A summary with every figure, of ${items.toLocaleString('en')} items over three years, beside plain statements:`);
  const { groupSeconds, copySeconds, summaries, peakMb } = await measureFigures(items);
  say(`  counted by sector ${groupSeconds.toFixed(2)} s   copied ${copySeconds.toFixed(2)} s`);
  for (const { name, seconds, cpuSeconds, longestMs, longestOwnMs, received } of summaries)
    say(
      `  ${name.padEnd(24)} ${seconds.toFixed(2)} s: ${(seconds / groupSeconds).toFixed(1)} times the count, ${(seconds / copySeconds).toFixed(2)} times the copy; processor ${cpuSeconds.toFixed(2)} s; longest hold of the event loop ${longestMs.toFixed(0)} ms, ${longestOwnMs.toFixed(0)} ms of it its own; received ${received}`,
    );
  say(`  peak ${peakMb.toFixed(0)} MB`);
}

async function showExports(): Promise<void> {
  const items = Number(size ?? 200_000);
  say(
    `Line list of ${items.toLocaleString('en')} items, beside \`psql \\copy\` of the same rows without text, and with the sealed texts:`,
  );
  for (const figure of await measureExports(items)) {
    const { name, seconds, copySeconds, copyWithTextSeconds, processorSeconds, peakMb, megabytes } = figure;
    const times = (of: number) => (seconds / of).toFixed(1);
    const held = ({ clockMs, processorMs }: Held) =>
      `${clockMs.toFixed(0)} ms${processorMs === null ? '' : ` (of its own work ${processorMs.toFixed(0)})`}`;
    say(
      `  ${name.padEnd(14)} ${seconds.toFixed(1)} s   ${times(copySeconds)} times \\copy (${copySeconds.toFixed(1)} s), ${times(copyWithTextSeconds)} times with the texts (${copyWithTextSeconds.toFixed(1)} s)   processor ${((processorSeconds / items) * 1e6).toFixed(0)} µs a row   peak ${peakMb.toFixed(0)} MB   ${megabytes.toFixed(0)} MB written`,
    );
    say(
      `  ${''.padEnd(14)} loop held at the longest ${held(figure.held)}; of a process that does nothing ${held(figure.heldOfIdle)}`,
    );
  }
}

async function showTrips(): Promise<void> {
  const { step, named, anonymousTurn, anonymousAfter, claim } = await measureTrips();
  say('Round trips to the database of one act, BEGIN and COMMIT included:');
  say(
    `  a dialogue step ${step}   Send with a name ${named}   Send without a name ${anonymousTurn}, and ${anonymousAfter} afterwards   a claim ${claim}`,
  );
}
