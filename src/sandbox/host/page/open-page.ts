import { Hono } from 'hono';
import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { LANGUAGES } from '../../../core/domain/codes.ts';
import { LANGUAGE_TABLE } from '../../../core/domain/languages.ts';
import { wipeDatabase } from '../../../db/wipe.ts';
import { failureLine } from '../../../run/failure-line.ts';
import { FAULT_NAMES, type Facts } from '../../page/wire/contract.ts';
import { SAMPLE_RESIDENTS } from '../../samples/sample-residents.ts';
import { SAMPLE_STAFF } from '../../samples/sample-staff.ts';
import type { Lives } from '../lives.ts';
import type { Sandbox } from '../sandbox.ts';
import { builtPage } from './built.ts';
import { type Events, makeEvents } from './events.ts';
import { type FaultSwitches, makeFaultSwitches } from './faults.ts';
import { guard } from './guard.ts';
import { slackFiles } from './slack-files.ts';
import { standInActs } from './stand-in-acts.ts';
import { isCheckout, pageTexts } from './texts.ts';

export type Page = { routes: Hono; close(): void };
type Given = { config: Config; sandbox: Sandbox; lives: Lives };
type Parts = Given & { canEditTexts: boolean };
type Told = { facts(): Facts; changed(state?: Facts['state']): Facts };

const HOUR_MS = 3_600_000;
const MOST_STEPS = 96;
const LONGEST_STEP_MS = 6 * HOUR_MS;
const MOST_HOURS = 24 * 400;

const Hours = z.object({ hours: z.number().positive().max(MOST_HOURS) });
const Fault = z.object({ fault: z.enum(FAULT_NAMES), on: z.boolean() });

/** The sandbox page: served where the line listens, and only where something is emulated. */
export function openPage(given: Given): Page {
  const parts: Parts = { ...given, canEditTexts: isCheckout() };
  const events = makeEvents();
  const faults = makeFaultSwitches(parts.sandbox);
  const told = tellFacts(parts, faults, events);
  const watching = watchStandIns(parts.sandbox, events);
  const stopSteps = parts.sandbox.steps.onStep((step) => events.send('step', step));
  const routes = new Hono();
  routes.onError((error, context) => context.json({ ok: false, error: failureLine(error) }, 500));
  routes.use(guard(parts.config.host));
  routes.get('/sandbox/facts', (context) => context.json(told.facts()));
  routes.get('/sandbox/steps', (context) => context.json(parts.sandbox.steps.all()));
  routes.get('/sandbox/events', (context) => events.open(context, async () => told.facts()));
  routes.route('/', switches(parts, faults, told, watching));
  routes.route('/', standInActs(parts.sandbox));
  routes.route('/', slackFiles(parts.sandbox));
  const onEdit = () => {
    parts.lives.current()?.foundation.texts.reload();
    told.changed();
  };
  routes.route('/', pageTexts({ onEdit, canEdit: parts.canEditTexts }));
  routes.route('/', builtPage());
  return {
    routes,
    close: () => {
      watching.stop();
      stopSteps();
      events.close();
    },
  };
}

function tellFacts({ config, sandbox, lives, canEditTexts }: Parts, faults: FaultSwitches, events: Events): Told {
  let state: Facts['state'] = 'running';
  const facts = (): Facts => ({
    now: sandbox.now().toISOString(),
    aheadHours: sandbox.aheadMs() / HOUR_MS,
    telegram: sandbox.telegram() !== null,
    slack: sandbox.slack() !== null,
    staff: sandbox.slack() ? SAMPLE_STAFF.map(({ id, name, agency, roles }) => ({ id, name, agency, roles })) : [],
    residents: SAMPLE_RESIDENTS.map(({ chatId, name, language }) => ({ chatId, name, language })),
    languages: LANGUAGES.map((code) => ({ code, phone: LANGUAGE_TABLE[code].phone.code })),
    channels: sandbox.channels,
    faults: faults.list(),
    canReset: config.databaseUrl === undefined && sandbox.emulated.length === 2,
    canEditTexts,
    state,
    startedAt: lives.startedAt().toISOString(),
  });
  return {
    facts,
    changed: (to = state) => {
      state = to;
      const now = facts();
      events.send('facts', now);
      return now;
    },
  };
}

/** Tells the pages of every change in the stand-ins; `again` once there are others. */
function watchStandIns(sandbox: Sandbox, events: Events) {
  let ends: (() => void)[] = [];
  const stop = () => {
    for (const end of ends) end();
    ends = [];
  };
  const watch = () => {
    stop();
    const telegram = sandbox.telegram()?.control;
    const slack = sandbox.slack()?.control;
    if (telegram) ends.push(telegram.onChange((chatId) => events.send('chat', { chatId })));
    if (telegram) ends.push(telegram.onTyping((chatId) => events.send('typing', { chatId })));
    if (slack) ends.push(slack.onChange((where) => events.send('slack', { where })));
  };
  watch();
  return { again: watch, stop };
}

/** What changes the sandbox as a whole. */
function switches({ sandbox, lives }: Parts, faults: FaultSwitches, told: Told, watching: { again(): void }): Hono {
  const routes = new Hono();
  routes.post('/sandbox/clock', async (context) => {
    const asked = Hours.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ error: `Give hours between 0 and ${MOST_HOURS}.` }, 400);
    await moveClock(sandbox, lives, asked.data.hours);
    return context.json(told.changed());
  });
  routes.post('/sandbox/faults', async (context) => {
    const asked = Fault.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ error: 'There is no such fault.' }, 400);
    if (!faults.set(asked.data.fault, asked.data.on))
      return context.json({ error: 'There is nothing to break in this way here.' }, 409);
    return context.json(told.changed());
  });
  routes.post('/sandbox/restart', async (context) => {
    told.changed('restarting');
    await lives.restart().finally(() => told.changed('running'));
    return context.json(told.facts());
  });
  routes.post('/sandbox/reset', async (context) => {
    if (!told.facts().canReset) return context.json({ error: 'Only the embedded database can be emptied here.' }, 409);
    told.changed('resetting');
    for (const { name } of faults.list()) faults.set(name, false);
    await lives
      .restart(async ({ databaseUrl }) => {
        await wipeDatabase(databaseUrl);
        await sandbox.empty();
        sandbox.steps.clear();
        watching.again();
      })
      .finally(() => told.changed('running'));
    return context.json(told.facts());
  });
  return routes;
}

/**
 * Lets so many hours go by, in steps: what would have come due on the way (reminders, seats that lapse, retention) does so in its
 * order. A step is an hour, longer on a long way, and never longer than six hours.
 */
async function moveClock(sandbox: Sandbox, lives: Lives, hours: number): Promise<void> {
  const whole = hours * HOUR_MS;
  const step = Math.min(LONGEST_STEP_MS, Math.max(HOUR_MS, whole / MOST_STEPS));
  for (let left = whole; left > 0; left -= step) {
    sandbox.moveAhead(Math.min(step, left));
    await lives.current()?.runDue();
  }
}
